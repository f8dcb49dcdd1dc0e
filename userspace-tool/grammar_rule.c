// SPDX-License-Identifier: GPL-2.0
#include <string.h>

#include "grammar_rule.h"
#include "util.h"

#define KIND(k) (1U << PROXZZZY_KIND_##k)
#define KINDS_PORT (KIND(TCP_SYN) | KIND(UDP) | KIND(TCP_DATA))
#define KINDS_ALL (~0U)

static bool port(struct cursor *c, struct rule *r)
{
	return take_ports(c, &r->port, &r->port_to);
}

static bool from(struct cursor *c, struct rule *r)
{
	return take_prefix(c, &r->from);
}

static bool to(struct cursor *c, struct rule *r)
{
	return take_prefix(c, &r->to);
}

static bool anywhere(struct cursor *c, struct rule *r)
{
	(void)c;
	r->anywhere = true;
	return true;
}

static bool password(struct cursor *c, struct rule *r)
{
	if (take_if(c, "saved")) {
		r->secret = SECRET_KEPT;
		return true;
	}
	r->secret = SECRET_GIVEN;
	return take_password(c, r->password, &r->password_len);
}

static bool mask_bytes(struct cursor *c, struct rule *r)
{
	u8 len;

	if (!take_hex(c, r->mask, sizeof(r->mask), &len))
		return false;
	if (len != r->pattern_len)
		return take_fail_last(c, "expected a mask of as many bytes as the pattern, %u",
				      r->pattern_len);
	for (u8 i = 0; i < len; i++) {
		r->has_mask |= r->mask[i] != 0xff;
		r->pattern[i] &= r->mask[i]; /* as the module wants it */
	}
	if (!r->has_mask)
		memset(r->mask, 0, sizeof(r->mask));
	return true;
}

static bool at_offset(struct cursor *c, struct rule *r)
{
	return take_u32(c, "an offset", 0, PROXZZZY_OFFSET_MAX, &r->offset);
}

static bool limit(struct cursor *c, struct rule *r)
{
	r->has_limit = true;
	return take_limit(c, &r->limit);
}

static bool label(struct cursor *c, struct rule *r)
{
	return take_label(c, r->label);
}

static const struct option {
	const char *word;
	u32 kinds;
	const char *only; /* which those are */
	bool (*take)(struct cursor *c, struct rule *r);
} options[] = {
	{ "port", KINDS_PORT, "syn, udp and data", port },
	{ "from", KINDS_ALL, NULL, from },
	{ "to", KINDS_ALL, NULL, to },
	{ "password", KIND(MAGIC), "magic", password },
	{ "anywhere", KIND(MAGIC), "magic", anywhere },
	{ "mask", KIND(BYTES), "bytes", mask_bytes },
	{ "offset", KIND(BYTES), "bytes", at_offset },
	{ "limit", KINDS_ALL, NULL, limit },
	{ "label", KINDS_ALL, NULL, label },
};

static const char *const hints[] = {
	[PROXZZZY_KIND_TCP_SYN] = "port, from, to, limit or label",
	[PROXZZZY_KIND_UDP] = "port, from, to, limit or label",
	[PROXZZZY_KIND_TCP_DATA] = "port, from, to, limit or label",
	[PROXZZZY_KIND_MAGIC] = "password, anywhere, from, to, limit or label",
	[PROXZZZY_KIND_EAPOL] = "from, to, limit or label",
	[PROXZZZY_KIND_BYTES] = "mask, offset, from, to, limit or label",
};

/* Return: the option at the cursor, which steps over it; ARRAY_SIZE if there is none. */
static size_t which(struct cursor *c)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(options); i++)
		if (take_if(c, options[i].word))
			break;
	return i;
}

bool grammar_rule(struct cursor *c, struct rule *r, struct hint *hint)
{
	u32 seen = 0;
	size_t i;

	if (take_if(c, "ignore"))
		r->action = PROXZZZY_ACTION_IGNORE;
	if (!take_name(c, names_kind, &r->kind))
		return false;
	if (r->kind == PROXZZZY_KIND_BYTES &&
	    !take_hex(c, r->pattern, sizeof(r->pattern), &r->pattern_len))
		return false;
	while ((i = which(c)) < ARRAY_SIZE(options)) {
		if (seen & 1U << i)
			return take_fail_last(c, "given twice");
		if (!(options[i].kinds & 1U << r->kind))
			return take_fail_last(c, "only for %s", options[i].only);
		if (!options[i].take(c, r))
			return false;
		seen |= 1U << i;
	}
	*hint = (struct hint){ .at = c->i, .options = hints[r->kind] };
	return true;
}
