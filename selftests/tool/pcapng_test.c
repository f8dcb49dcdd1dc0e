// SPDX-License-Identifier: GPL-2.0
/* Writes a capture file, which cli.sh lets other programs read. */
#include <string.h>

#include "pcapng.h"
#include "test.h"

const int pcapng_cases = 1;

static u8 syn[] = { 0x02, 0, 0,	  0,  0,    0x01, 0x02, 0,    0,  0,  0,    0xff, 0x08, 0x00,
		    0x45, 0, 0,	  40, 0,    0,	  0x40, 0,    64, 6,  0xb6, 0xcb, 192,	0,
		    2,	  2, 192, 0,  2,    1,	  0xa0, 0x28, 0,  22, 0,    0,	  0,	1,
		    0,	  0, 0,	  0,  0x50, 2,	  0xff, 0xf0, 0,  0,  0,    0 };
static u8 odd[15] = { [12] = 0x88, [13] = 0xb5 };

static struct wake first[] = {
	{ .seq = 1,
	  .room = "wake",
	  .reason = "tcp-syn",
	  .rule = 10,
	  .label = "ssh \"x\" \xc3\xa9",
	  .real_ns = 1700000000123456789ULL,
	  .boot_ns = 5000000000ULL,
	  .user_ns = 5250000000ULL,
	  .frame = syn,
	  .captured = sizeof(syn),
	  .frame_len = sizeof(syn) },
	{ .seq = 2,
	  .room = "host",
	  .reason = "timer",
	  .label = "",
	  .real_ns = 1700000001000000000ULL },
	{ .seq = 3,
	  .room = "wake",
	  .reason = "bytes",
	  .rule = 11,
	  .label = "",
	  .real_ns = 1700000002000000001ULL,
	  .boot_ns = 7000000000ULL,
	  .frame = odd,
	  .captured = sizeof(odd),
	  .frame_len = 1500 },
};

static struct wake second[] = {
	{ .seq = 1,
	  .room = "arp",
	  .reason = "conflict",
	  .label = "",
	  .real_ns = 1700000003000000000ULL,
	  .frame = syn,
	  .captured = sizeof(syn),
	  .frame_len = sizeof(syn) },
};

static struct proxy proxies[] = {
	{ .dev = "eth0", .ifindex = 2, .wakes = { first, ARRAY_SIZE(first) } },
	{ .dev = "br-lan", .ifindex = 3, .wakes = { second, ARRAY_SIZE(second) } },
};

void pcapng_run(const char *file)
{
	const struct proxies all = { proxies, ARRAY_SIZE(proxies) };
	FILE *f = fopen(file, "we");
	bool ok = f;

	if (f) {
		pcapng_write(f, &all);
		ok = !ferror(f);
		ok &= !fclose(f);
	}
	result(ok, "a capture file is written [C14]", file);
}
