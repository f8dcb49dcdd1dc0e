# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2034 # names for the scripts
#
# What the scripts share. Each runs in a guest as "NAME.sh", in a network of its
# own:
#
#     namespace "host": the script         namespace "peer": peer COMMAND
#    +----------------------------+       +---------------------------------+
#    | v0  02:00:5e:10:00:01  ($H)|=======| v1  02:00:5e:10:00:99  ($P)     |
#    +----------------------------+       | records all that comes, as pcap |
#                                         +---------------------------------+
#     proxied, not the host's own:         speaks as
#     192.0.2.10 ($h4)  .11 ($h4b)         192.0.2.99 ($p4)
#     169.254.7.7 ($l4)                    2001:db8::99 ($p6), fe80:: ($pl6)
#     2001:db8::10 ($h6), a temporary
#     ($t6) and a link-local one ($l6)     192.0.2.77 ($o4) and $O: somebody else
#
# As the host's own stack has none of these addresses, whatever is answered has
# been answered by the proxy. Frames and what is expected of them are in the
# words of frames/words.c; who stays silent is proved by a fence (frames/main.c).

# shellcheck source=selftests/lab/ktap.sh
. /lab/net/ktap.sh

H=02:00:5e:10:00:01
P=02:00:5e:10:00:99
O=02:00:5e:10:00:77
BC=ff:ff:ff:ff:ff:ff
ZERO=00:00:00:00:00:00
h4=192.0.2.10 h4b=192.0.2.11 l4=169.254.7.7 p4=192.0.2.99 o4=192.0.2.77
h6=2001:db8::10 t6=2001:db8::a1b2:c3d4:e5f6:1011 l6=fe80::5eff:fe10:1
p6=2001:db8::99 pl6=fe80::5eff:fe10:99 o6=2001:db8::77
addresses="addr $h4 addr $h4b addr $l4 addr $h6 addr $t6 addr $l6"
export FENCE=$h4 NETNS=/run/netns/peer	# of frames

name=$(basename "$0" .sh)

peer() {
	nsenter --net=/run/netns/peer -- "$@"
}

# until_true COMMAND...: an event that is to come, and soon
until_true() {
	until_left=500
	until "$@"; do
		until_left=$((until_left - 1))
		[ "$until_left" -gt 0 ] || return 1
		usleep 20000
	done
}

# background FILE COMMAND...: a program; $! is its pid. Returns when it has printed something.
background() {
	background_file=$1
	shift
	: >"$background_file"
	"$@" >"$background_file" 2>&1 &
	until_true test -s "$background_file"
}

# The same on the other side
peer_background() {
	peer_background_file=$1
	shift
	background "$peer_background_file" nsenter --net=/run/netns/peer -- "$@"
}

# The script goes on in "host"; the record ends with it.
network() {
	if [ "${NETWORK:-}" != up ]; then
		ip netns add host
		ip netns add peer
		NETWORK=up nsenter --net=/run/netns/host -- "$0"
		network_rc=$?
		ip netns del host
		ip netns del peer
		exit $network_rc
	fi
	echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6
	peer sh -c 'echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad
		echo 0 >/proc/sys/net/ipv6/conf/default/router_solicitations'
	pair v0 v1 $H $P
	background "/tmp/$name.record" frames v1 record "/tmp/$name.pcap"
	record=$!
	trap 'kill $record; wait $record' EXIT
}

# pair DEV PEERDEV MAC PEERMAC
pair() {
	ip link add "$1" address "$3" type veth peer name "$2" netns peer address "$4"
	ethtool -K "$1" tx off >/dev/null
	peer ip link set "$2" up
	ip link set "$1" up
}

# native DEV: the peer's stack takes part too
native() {
	peer ip addr add $p4/24 dev "$1"
	peer ip addr add $p6/64 dev "$1" nodad
	peer ip addr add 169.254.7.99/16 dev "$1"
}

# field NAME: of the status
field() {
	proxzzzyctl -j status "${dev:-v0}" | sed -n "s/^ *\"$1\": \"*\([^\",]*\)\"*,*\$/\1/p"
}

field_is() {
	[ "$(field "$1")" = "$2" ]
}

# A wake ends a run a little later than it is decided.
start() {
	start_out=
	until_true try_start || {
		echo "$start_out"
		return 1
	}
}

try_start() {
	start_out=$(proxzzzyctl start "${dev:-v0}" 2>&1) && return
	case $start_out in
	*already*) field_is phase proxying ;;
	*) return 1 ;;
	esac
}

stop() {
	proxzzzyctl stop "${dev:-v0}" >/dev/null 2>&1
	until_true field_is phase off
}

# conf [SETTINGS...]: these and the usual ones, and nothing else; then it runs.
conf() {
	proxzzzyctl stop v0 >/dev/null 2>&1
	case $* in
	*"wake limit"*) conf_limit= ;;
	*) conf_limit='wake limit none' ;;
	esac
	{
		echo "set dev v0 s2idle off $conf_limit $addresses"
		for conf_words; do
			echo "set dev v0 $conf_words"
		done
	} | proxzzzyctl apply - || return
	start || note "cannot start"
}

# counter ROOM REASON
counter() {
	proxzzzyctl stats v0 | awk -v room="$1" -v reason="$2" \
		'$1 == room && $2 == reason { n = $3 } END { print n + 0 }'
}

# rule_counter ID matched|woken|suppressed
rule_counter() {
	proxzzzyctl -j stats v0 | awk -v id="$1" -v name="\"$2\":" \
		'$1 == "\"id\":" { at = $2 + 0 } at == id && $1 == name { print $2 + 0 }'
}

# SEQ REASON RULE of the last wake
last_wake() {
	proxzzzyctl -j wakes "${dev:-v0}" | awk '
		{ gsub(/[",]/, "", $2) }
		$1 == "\"seq\":" { seq = $2 }
		$1 == "\"reason\":" { reason = $2 }
		$1 == "\"rule\":" { rule = $2 }
		END { print seq + 0, reason, rule }'
}

# Cases

# answers DESCRIPTION FRAME [and FRAME] get ANSWER [and ANSWER]
answers() {
	case_text=$1
	shift
	cmd_ok "$case_text" frames v1 ask "$@"
}

# ignores DESCRIPTION FRAME [and FRAME]: no answer, no wake, and the proxy goes on
ignores() {
	case_text=$1
	shift
	cmd_ok "$case_text" frames v1 quiet "$@"
}

has_woken() {
	woken=$(last_wake)
	[ "${woken%% *}" -eq $((wakes_before + 1)) ]
}

wakes_by() {
	wakes_want=$1
	shift
	wakes_before=$(last_wake)
	wakes_before=${wakes_before%% *}
	start || return 1
	frames v1 send "$@" || return 1
	if ! until_true has_woken; then
		echo "no wake: $(proxzzzyctl stats v0)"
		return 1
	fi
	[ "${woken#* }" = "$wakes_want" ] || {
		echo "woken by '${woken#* }', not '$wakes_want'"
		return 1
	}
}

# wakes DESCRIPTION REASON RULE FRAME [and FRAME]: one wake; RULE is null for none
wakes() {
	case_text=$1 case_why="$2 $3"
	shift 3
	cmd_ok "$case_text" wakes_by "$case_why" "$@"
	start
}

# refused DESCRIPTION PART-OF-THE-SENTENCE COMMAND...: by the module
refused() {
	case_text=$1
	shift
	cmd_ok "$case_text" refuses 1 "$@"
}

# The same, by the tool
wrong() {
	case_text=$1
	shift
	cmd_ok "$case_text" refuses 2 "$@"
}

refuses() {
	refuses_rc=0
	refuses_want=$1 refuses_why=$2
	shift 2
	refuses_out=$("$@" 2>&1) || refuses_rc=$?
	[ $refuses_rc -eq "$refuses_want" ] && case $refuses_out in
	*"$refuses_why"*) return 0 ;;
	esac
	echo "exit $refuses_rc: $refuses_out"
	return 1
}

equal() {
	[ "$1" = "$2" ] || {
		echo "got '$1', expected '$2'"
		return 1
	}
}

at_least() {
	[ "$1" -ge "$2" ] || {
		echo "got '$1', expected at least '$2'"
		return 1
	}
}

# C13: the counters add up; what timers made the proxy say was no frame that came
accounted() {
	stop
	accounted_sum=$(proxzzzyctl -j stats v0 | awk '
		$1 == "\"reason\":" { said = $2 ~ /reported|announced/ }
		$1 == "\"count\":" && !said { n += $2 }
		END { print n + 0 }')
	equal "$accounted_sum" "$(field frames)"
}
