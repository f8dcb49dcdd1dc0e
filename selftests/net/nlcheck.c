// SPDX-License-Identifier: GPL-2.0
/*
 * The netlink interface as a hostile or clumsy client finds it. Needs the
 * module, root, and veth; works in a network namespace of its own. KTAP.
 *
 *	nlcheck [SEED [MESSAGES]]
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nlcheck.h"

u32 dev[2];
bool passing;
static u64 seed = 1;
static unsigned int fuzz_count = 10000;

const struct attr only_by_command[] = {
	U32(PROXZZZY_CONF_A_S2IDLE, PROXZZZY_S2IDLE_OFF), {}
};

const struct attr address4[] = { ADDRESS(IP4), {} };

const struct attr address6[] = { ADDRESS(IP6), {} };

static const struct attr secret[] = {
	U32(PROXZZZY_RULE_A_ID, 9), U32(PROXZZZY_RULE_A_KIND, PROXZZZY_KIND_MAGIC),
	BYTES(PROXZZZY_RULE_A_PASSWORD, "seCret"), {}
};

const struct attr ssh[] = {
	ID(5), IS(TCP_SYN), U16(PROXZZZY_RULE_A_PORT, 22), BYTES(PROXZZZY_RULE_A_LABEL, "ssh\0"), {}
};

const struct attr modest[] = {
	U32(PROXZZZY_CONF_A_S2IDLE, PROXZZZY_S2IDLE_OFF),
	NEST(PROXZZZY_CONF_A_ADDR, address4), NEST(PROXZZZY_CONF_A_ADDR, address6),
	NEST(PROXZZZY_CONF_A_RULE, secret), NEST(PROXZZZY_CONF_A_RULE, ssh), {}
};

bool check(bool fine, const char *fmt, ...)
{
	va_list args;

	if (fine)
		return true;
	passing = false;
	printf("# ");
	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	printf("\n");
	return false;
}

/* The errno and a word of its sentence */
void refused(const char *what, struct reply r, int err, const char *word)
{
	check(r.err == err, "%s: errno %d, not %d (%s)", what, r.err, err, r.text);
	check(strcasestr(r.text, word), "%s: '%s' says nothing of '%s'", what, r.text, word);
	free(r.conf);
}

void accepted(const char *what, struct reply r)
{
	check(!r.err, "%s: errno %d (%s)", what, r.err, r.text);
	free(r.conf);
}

struct socket staged(const struct attr *conf)
{
	struct socket s = sock_open();

	accepted("begin", ask(&s, PROXZZZY_CMD_CONF_BEGIN, dev[0]));
	accepted("add", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], conf));
	return s;
}

void commit(const struct attr *conf)
{
	struct socket s = staged(conf);

	accepted("commit", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	sock_close(&s);
}

struct reply in_force(void)
{
	struct socket s = sock_open();
	struct reply r = dump(&s, PROXZZZY_CMD_CONF_GET, dev[0]);

	check(!r.err && r.conf_len, "configuration: errno %d (%s)", r.err, r.text);
	sock_close(&s);
	return r;
}

bool same(const struct reply *a, const struct reply *b)
{
	return a->conf_len == b->conf_len && !memcmp(a->conf, b->conf, a->conf_len);
}

static void random_messages(void)
{
	struct reply before, after;

	printf("# seed %llu, %u messages\n", (unsigned long long)seed, fuzz_count);
	commit(modest);
	before = in_force();
	check(fuzz(dev[0], dev[1], seed, fuzz_count), "see above");
	after = in_force();
	check(same(&before, &after) && before.generation == after.generation,
	      "the configuration in force changed");
	free(before.conf);
	free(after.conf);
}

static const struct {
	const char *name;
	void (*run)(void);
} cases[] = {
	{ "capabilities are told [C11]", caps },
	{ "what is not there is refused with a sentence [C12]", no_such },
	{ "attributes of other commands are refused [C12]", foreign },
	{ "wrong types, lengths and ranges are refused with a sentence [C12]", bad_parts },
	{ "a message is taken as a whole or not at all [C12]", whole },
	{ "duplicates are refused [C12]", twice },
	{ "what is one beyond a limit is refused, naming it [C11,C12]", limits },
	{ "a commit beyond the limits changes nothing and keeps the stage [C12]", commit_beyond },
	{ "rules are kept in order, and a copy is a copy [C12]", order },
	{ "a commit that another one overtook is refused [C12]", too_late },
	{ "a dump that a commit overtakes is marked [C12]", overtaken },
	{ "secrets are kept and not told [C12]", secrets },
	{ "listeners hear of a commit [C13]", events },
	{ "without privilege one may only ask [C12,R32]", unprivileged },
	{ "stages end with their socket, interface or namespace [C12]", orphans },
	{ "wrong groups, names and records are refused, each with its sentence [C12,C15,C28-C36]",
	  bad_names },
	{ "what is not staged cannot be deleted [C12]", bad_deletions },
	{ "records that can't be together are refused [C12,C28,C30,C31]", names_together },
	{ "one group, one record, one byte too many [C11,C12,C15]", name_limits },
	{ "a message with groups and names is taken as a whole or not at all [C12]", names_whole },
	{ "records have the TTLs of RFC 6762 if none is said [C30-C33]", name_defaults },
	{ "10,000 records and all else are dumped as they were set [C12,C15,C28-C36]", names_kept },
	{ "records go by name, by type or by data, and leave the others [C12]", deletions },
	{ "the largest records are dumped as well [C12]", large_records },
	{ "all is taken back by command, with or without a proxy at work [R81]", goodbyes },
	{ "what is no Teredo client and no LLDPDU is refused with a sentence [C12,C24,C25,R3]",
	  bad_links },
	{ "a commit refuses packets and LLDPDUs that could not do their work [C25,R3]",
	  links_together },
	{ "8 Teredo clients and 8 LLDPDUs are dumped as they were set, and no more [C12,C25]",
	  links_kept },
	{ "Teredo clients and LLDPDUs go one by one, or all [C12]", link_deletions },
	{ "the last wakes are kept with their frames, and told [C13,C14]", wakes },
	{ "what SNMP cannot be is refused with a sentence [C12,C26,C27]", snmp_refused },
	{ "communities and values that are there twice, or are not there [C26,C27]", snmp_twice },
	{ "names of communities are kept and not told, values come back [C26,C27]", snmp_kept },
	{ "16 communities and 10000 values, and no more [C26,C27]", snmp_limits },
	{ "what a lease cannot be is refused with a sentence [C12,C16,C17,C18,C19,C20]",
	  dhcp_refused },
	{ "what of a lease does not go together is refused at the commit [C12,C16,C19]",
	  dhcp_together },
	{ "a lease and lifetimes come back as they were given [C12,C16,C17,C18,C19,C20]",
	  dhcp_kept },
	{ "lifetimes that are there twice, or are not there, and 65 of them [C11,C12]",
	  lifetimes },
	{ "what a SIP registration cannot be is refused with a sentence [C12,C21,C22,C23]",
	  sip_refused },
	{ "registrations that are there twice, or are not there [C21,C23]", sip_twice },
	{ "credentials are kept and not told, all else comes back [C21,C22,C23]", sip_kept },
	{ "8 registrations and 4 DNS servers, and no more [C21,C23]", sip_limits },
	{ "random messages change nothing [C11,C12,R32]", random_messages },
};

int main(int argc, char **argv)
{
	unsigned int i, failed = 0;

	seed = argc > 1 ? strtoull(argv[1], NULL, 0) : seed;
	fuzz_count = argc > 2 ? strtoul(argv[2], NULL, 0) : fuzz_count;
	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("KTAP version 1\n1..%zu\n", COUNT(cases));
	if (unshare(CLONE_NEWNET) || !net_make(dev)) {
		printf("Bail out! no network namespace with a veth pair: %s\n", strerror(errno));
		return 1;
	}
	family_find();
	for (i = 0; i < COUNT(cases); i++) {
		passing = true;
		cases[i].run();
		failed += !passing;
		printf("%sok %u - %s\n", passing ? "" : "not ", i + 1, cases[i].name);
	}
	return failed ? 1 : 0;
}
