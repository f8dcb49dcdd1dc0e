// SPDX-License-Identifier: GPL-2.0
#include <string.h>

#include <linux/proxzzzy.h>

#include "names.h"

const struct name names_switch[] = {
	{ "on", 1 },
	{ "off", 0 },
	{ NULL, 0 },
};

const struct name names_s2idle[] = {
	{ "proxy", PROXZZZY_S2IDLE_PROXY },
	{ "off", PROXZZZY_S2IDLE_OFF },
	{ NULL, 0 },
};

const struct name names_deep[] = {
	{ "leave", PROXZZZY_DEEP_LEAVE },
	{ "refuse", PROXZZZY_DEEP_REFUSE },
	{ NULL, 0 },
};

const struct name names_conflict[] = {
	{ "ignore", PROXZZZY_CONFLICT_IGNORE },
	{ "defend", PROXZZZY_CONFLICT_DEFEND },
	{ "wake", PROXZZZY_CONFLICT_WAKE },
	{ NULL, 0 },
};

const struct name names_ndp_conflict[] = {
	{ "ignore", PROXZZZY_CONFLICT_IGNORE },
	{ "wake", PROXZZZY_CONFLICT_WAKE },
	{ NULL, 0 },
};

const struct name names_kind[] = {
	{ "syn", PROXZZZY_KIND_TCP_SYN },
	{ "udp", PROXZZZY_KIND_UDP },
	{ "data", PROXZZZY_KIND_TCP_DATA },
	{ "magic", PROXZZZY_KIND_MAGIC },
	{ "eapol", PROXZZZY_KIND_EAPOL },
	{ "bytes", PROXZZZY_KIND_BYTES },
	{ NULL, 0 },
};

const struct name names_phase[] = {
	{ "off", PROXZZZY_PHASE_OFF },
	{ "preparing", PROXZZZY_PHASE_PREPARING },
	{ "proxying", PROXZZZY_PHASE_PROXYING },
	{ "waking", PROXZZZY_PHASE_WAKING },
	{ NULL, 0 },
};

const struct name names_starter[] = {
	{ "none", PROXZZZY_STARTER_NONE },
	{ "command", PROXZZZY_STARTER_COMMAND },
	{ "suspend", PROXZZZY_STARTER_SUSPEND },
	{ NULL, 0 },
};

const struct name names_event[] = {
	{ "started", PROXZZZY_EVENT_STARTED },	   { "stopped", PROXZZZY_EVENT_STOPPED },
	{ "wake", PROXZZZY_EVENT_WAKE },	   { "link-lost", PROXZZZY_EVENT_LINK_LOST },
	{ "link-back", PROXZZZY_EVENT_LINK_BACK }, { "conflict", PROXZZZY_EVENT_CONFLICT },
	{ "unproxied", PROXZZZY_EVENT_UNPROXIED }, { "committed", PROXZZZY_EVENT_COMMITTED },
	{ "deleted", PROXZZZY_EVENT_DELETED },	   { "lease", PROXZZZY_EVENT_LEASE },
	{ "registration", PROXZZZY_EVENT_REGISTRATION },
	{ NULL, 0 },
};

const struct name names_lease[] = {
	{ "bound", PROXZZZY_LEASE_BOUND },
	{ "renewing", PROXZZZY_LEASE_RENEWING },
	{ "rebinding", PROXZZZY_LEASE_REBINDING },
	{ "lost", PROXZZZY_LEASE_LOST },
	{ NULL, 0 },
};

const struct name names_failure[] = {
	{ "wake", PROXZZZY_SIP_FAILURE_WAKE },
	{ "report", PROXZZZY_SIP_FAILURE_REPORT },
	{ NULL, 0 },
};

const struct name names_hash[] = {
	{ "md5", PROXZZZY_HASH_MD5 },
	{ "sha256", PROXZZZY_HASH_SHA256 },
	{ NULL, 0 },
};

const struct name names_transport[] = {
	{ "udp", PROXZZZY_SIP_TRANSPORT_UDP },
	{ "tcp", PROXZZZY_SIP_TRANSPORT_TCP },
	{ NULL, 0 },
};

const struct name names_unit[] = {
	{ "s", 1 },	 { "min", 60 },	   { "h", 3600 },    { "day", 86400 },
	{ "second", 1 }, { "minute", 60 }, { "hour", 3600 }, { NULL, 0 },
};

const struct name names_access[] = {
	{ "all", PROXZZZY_ACCESS_ALL },
	{ "writers", PROXZZZY_ACCESS_WRITERS },
	{ "nobody", PROXZZZY_ACCESS_NOBODY },
	{ NULL, 0 },
};

const struct name names_too_old[] = {
	{ "no-such", PROXZZZY_AGE_NO_SUCH },
	{ "wake", PROXZZZY_AGE_WAKE },
	{ NULL, 0 },
};

const char *names_word(const struct name *table, u32 value)
{
	for (; table->word; table++)
		if (table->value == value)
			return table->word;
	return "unknown";
}

bool names_value(const struct name *table, const char *word, u32 *value)
{
	for (; table->word; table++) {
		if (strcmp(table->word, word))
			continue;
		*value = table->value;
		return true;
	}
	return false;
}

void names_list(const struct name *table, char *buf, size_t size)
{
	size_t at = 0;

	for (size_t i = 0; table[i].word && at < size; i++) {
		const char *sep = !i ? "" : table[i + 1].word ? ", " : " or ";

		at += (size_t)snprintf(buf + at, size - at, "%s%s", sep, table[i].word);
	}
}
