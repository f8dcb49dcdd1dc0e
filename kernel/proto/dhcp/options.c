// SPDX-License-Identifier: GPL-2.0
#include "dhcp/dhcp.h"

enum { IN_FILE = 1, IN_SNAME = 2 };

bool pzz_dhcp_option_next(struct pzz_view *v, struct pzz_dhcp_option *o)
{
	while (pzz_ok(v) && pzz_left(v)) {
		o->code = pzz_take_u8(v);
		if (o->code == PZZ_DHCP_PAD)
			continue;
		if (o->code == PZZ_DHCP_END)
			return false;
		o->len = pzz_take_u8(v);
		o->data = pzz_take(v, o->len);
		return pzz_ok(v);
	}
	return false;
}

static bool add_area(struct pzz_dhcp_options *o, const u8 *data, u32 len)
{
	struct pzz_view v = pzz_dhcp_area(data, len);
	struct pzz_dhcp_option option;
	u32 used = 0, end;

	while (pzz_dhcp_option_next(&v, &option)) {
		end = (u32)(v.pos - data);
		o->steps += end - used - option.len - 1;
		used = end;
	}
	o->area[o->n++] = pzz_dhcp_area(data, used);
	return pzz_ok(&v) && o->steps <= PZZ_DHCP_STEPS_MAX;
}

bool pzz_dhcp_options_of(struct pzz_dhcp_options *o, const u8 *data, u32 len)
{
	o->n = 0;
	o->steps = 0;
	return add_area(o, data, len);
}

/* RFC 2131 4.1: which of the fields for names have options as well. */
bool pzz_dhcp_options_in(struct pzz_dhcp_options *o, const u8 *msg, u32 len)
{
	u8 fields = 0;
	u32 size;

	if (!pzz_dhcp_options_of(o, msg + PZZ_DHCP_OPTIONS_AT, len - PZZ_DHCP_OPTIONS_AT))
		return false;
	size = pzz_dhcp_option_get(o, PZZ_DHCP_OVERLOAD, &fields, 1);
	if (size == PZZ_DHCP_ABSENT)
		return true;
	if (size != 1 || !fields || fields > (IN_FILE | IN_SNAME))
		return false;
	if (fields & IN_FILE &&
	    !add_area(o, msg + PZZ_DHCP_FILE, PZZ_DHCP_COOKIE_AT - PZZ_DHCP_FILE))
		return false;
	return !(fields & IN_SNAME) ||
	       add_area(o, msg + PZZ_DHCP_SNAME, PZZ_DHCP_FILE - PZZ_DHCP_SNAME);
}

u32 pzz_dhcp_option_get(const struct pzz_dhcp_options *o, u8 code, u8 *buf, u32 cap)
{
	struct pzz_dhcp_option option;
	u32 size = PZZ_DHCP_ABSENT, n;
	unsigned int i;

	for (i = 0; i < o->n; i++) {
		struct pzz_view v = o->area[i];

		while (pzz_dhcp_option_next(&v, &option)) {
			if (option.code != code)
				continue;
			if (size == PZZ_DHCP_ABSENT)
				size = 0;
			n = size < cap ? cap - size : 0;
			if (n > option.len)
				n = option.len;
			if (n)
				memcpy(buf + size, option.data, n);
			size += option.len;
		}
	}
	return size;
}

bool pzz_dhcp_option_is(const struct pzz_dhcp_options *o, u8 code, const u8 *value, u32 len)
{
	struct pzz_dhcp_option option;
	bool there = false;
	unsigned int i;
	u32 at = 0;

	for (i = 0; i < o->n; i++) {
		struct pzz_view v = o->area[i];

		while (pzz_dhcp_option_next(&v, &option)) {
			if (option.code != code)
				continue;
			if (option.len > len - at || memcmp(value + at, option.data, option.len))
				return false;
			at += option.len;
			there = true;
		}
	}
	return there && at == len;
}

bool pzz_dhcp_option_be32(const struct pzz_dhcp_options *o, u8 code, u32 *value)
{
	u8 bytes[4];
	u32 size = pzz_dhcp_option_get(o, code, bytes, sizeof(bytes));

	*value = size == sizeof(bytes) ? pzz_be32(bytes) : 0;
	return size == sizeof(bytes) || size == PZZ_DHCP_ABSENT;
}
