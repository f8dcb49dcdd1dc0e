// SPDX-License-Identifier: GPL-2.0
/* Leases as DHCP clients write them down. */
#include <stdlib.h>
#include <string.h>

#include "sync_lease.h"
#include "test.h"

#define ACK2 "0104ffffff0003080a0000010a000009" /* mask and two routers */
#define NOW 1763719200U /* 2025-11-21 10:00:00 UTC */

static char *text(const struct sync_lease *l)
{
	const struct ip *ips[] = { &l->address, &l->mask, &l->gateway, &l->server };
	struct util_text t;
	char buf[46];

	util_text_open(&t);
	for (size_t i = 0; i < ARRAY_SIZE(ips); i++)
		fprintf(t.f, "%s ", ips[i]->len ? sync_ip_text(ips[i], buf) : "-");
	fprintf(t.f, "%u %u %u %llu ", l->lease_s, l->t1_s, l->t2_s, l->expiry);
	util_put_hex(t.f, l->client_id, l->client_id_len);
	fputc(' ', t.f);
	util_put_hex(t.f, l->ack, l->ack_len);
	util_text_close(&t);
	return t.s;
}

static void check(const char *name, const struct sync_lease *l, bool ok, const char *want)
{
	char *is = text(l);

	result(ok == !!want && (!want || !strcmp(is, want)), name, is);
	free(is);
}

static bool from_options(struct sync_lease *l, const char *s, u64 unused)
{
	char key[64], value[64];
	int n;

	(void)unused;
	for (; sscanf(s, "%63s %63s%n", key, value, &n) == 2; s += n)
		lease_option(l, key, value);
	return l->address.len;
}

static bool from_dhclient(struct sync_lease *l, const char *s, u64 unused)
{
	(void)unused;
	return lease_dhclient(l, s, "eth0");
}

static const struct {
	const char *name;
	bool (*read)(struct sync_lease *l, const char *s, u64 changed);
	const char *in;
	const char *want; /* NULL: no lease */
} cases[] = {
	{ "systemd-networkd [C16,C17,C18,C19,C20]", lease_keys,
	  "# This is private data. Do not parse.\nADDRESS=10.0.0.5\nNETMASK=255.255.255.0\n"
	  "ROUTER=10.0.0.1 10.0.0.9\nSERVER_ADDRESS=10.0.0.2\nT1=300\nT2=525\nLIFETIME=600\n"
	  "DNS=10.0.0.3\nCLIENTID=ff0a0b\n",
	  "10.0.0.5 255.255.255.0 10.0.0.1 10.0.0.2 600 300 525 1763719800 ff0a0b " ACK2
	  "06040a000003" },
	{ "systemd-networkd, a lease without end", lease_keys,
	  "ADDRESS=10.0.0.5\nLIFETIME=4294967295\n", "10.0.0.5 - - - 4294967295 0 0 0  " },
	{ "systemd-networkd, a router that is none [C18]", lease_keys,
	  "ADDRESS=10.0.0.5\nROUTER=10.0.0.1 x\nDNS=10.0.0.3,10.0.0.4\n",
	  "10.0.0.5 - 10.0.0.1 - 0 0 0 0  06080a0000030a000004" },
	{ "systemd-networkd, a file that is none", lease_keys, "ADDRESS=10.0.0.256\n=\n\n", NULL },
	{ "NetworkManager [C16,C17,C18,C19,C20]", from_options,
	  "ip_address 10.0.0.5 subnet_mask 255.255.255.0 routers 10.0.0.1 dhcp_lease_time 600 "
	  "dhcp_server_identifier 10.0.0.2 expiry 1763719800 dhcp_client_identifier 01:aa:bb "
	  "host_name x",
	  "10.0.0.5 255.255.255.0 10.0.0.1 10.0.0.2 600 0 0 1763719800 01aabb "
	  "0104ffffff0003040a000001" },
	{ "dhclient: the last lease counts [C16,C17,C18,C19,C20]", from_dhclient,
	  "lease {\n  interface \"eth0\";\n  fixed-address 10.0.0.4;\n}\n"
	  "lease {\n  interface \"eth0\";\n  fixed-address 10.0.0.5;\n"
	  "  option subnet-mask 255.255.255.0;\n  option routers 10.0.0.1,10.0.0.9;\n"
	  "  option dhcp-lease-time 600;\n  option dhcp-message-type 5;\n"
	  "  option dhcp-server-identifier 10.0.0.2;\n"
	  "  option dhcp-client-identifier 1:2:3;\n"
	  "  renew 5 2025/11/21 10:05:00;\n  rebind 5 2025/11/21 10:08:45;\n"
	  "  expire 5 2025/11/21 10:10:00;\n}\n",
	  "10.0.0.5 255.255.255.0 10.0.0.1 10.0.0.2 600 300 525 1763719800 010203 " ACK2 },
	{ "dhclient: times since 1970", from_dhclient,
	  "lease {\ninterface \"eth0\";\nfixed-address 10.0.0.5;\n"
	  "option dhcp-lease-time 600;\nrenew epoch 1763719500; # Fri\nexpire epoch 1763719800;\n}\n",
	  "10.0.0.5 - - - 600 300 0 1763719800  " },
	{ "dhclient: a lease of another interface is none", from_dhclient,
	  "lease {\ninterface \"eth00\";\nfixed-address 10.0.0.5;\n}\n", NULL },
	{ "dhclient: a lease that is not finished is none", from_dhclient,
	  "lease {\ninterface \"eth0\";\nfixed-address 10.0.0.5;\n", NULL },
	{ "dhclient: a lease that never ends", from_dhclient,
	  "lease {\ninterface \"eth0\";\nfixed-address 10.0.0.5;\nexpire never;\n}\n",
	  "10.0.0.5 - - - 0 0 0 0  " },
};

#define PACKETS 6

const int sync_lease_cases = ARRAY_SIZE(cases) + PACKETS;

/* A BOOTREPLY with these options */
static void packet(const char *name, const char *options, size_t len, size_t cut, const char *want)
{
	struct sync_lease l = { 0 };
	size_t n = 240 + len - cut;
	u8 *b = calloc(1, 240 + len), *exact = malloc(n);

	if (!b || !exact)
		abort();
	b[0] = 2;
	memcpy(b + 16, "\x0a\x00\x00\x05", 4);
	memcpy(b + 236, "\x63\x82\x53\x63", 4);
	memcpy(b + 240, options, len);
	memcpy(exact, b, n);
	check(name, &l, lease_packet(&l, exact, n, NOW), want);
	free(exact);
	free(b);
}

static void packets(void)
{
#define OPTIONS(name, o, cut, want) packet(name, o, sizeof(o) - 1, cut, want)
	OPTIONS("dhcpcd [C16,C17,C18,C19,C20]",
		"\x35\x01\x05\x01\x04\xff\xff\xff\x00\x03\x08\x0a\x00\x00\x01\x0a\x00\x00\x09"
		"\x33\x04\x00\x00\x02\x58\x36\x04\x0a\x00\x00\x02\x00\x3a\x04\x00\x00\x01\x2c"
		"\x3b\x04\x00\x00\x02\x0d\x3d\x03\x01\x02\x03\xff\x00", 0,
		"10.0.0.5 255.255.255.0 10.0.0.1 10.0.0.2 600 300 525 1763719800 010203 " ACK2);
	OPTIONS("dhcpcd: without options", "", 0, "10.0.0.5 - - - 0 0 0 0  ");
	OPTIONS("dhcpcd: an option that is too short says nothing", "\x33\x01\x07", 0,
		"10.0.0.5 - - - 0 0 0 0  ");
	OPTIONS("dhcpcd: an option beyond the end", "\x33\x04\x00\x00\x02", 0, NULL);
	OPTIONS("dhcpcd: half an option", "\x33", 0, NULL);
	OPTIONS("dhcpcd: half a packet", "", 1, NULL);
#undef OPTIONS
}

void sync_lease_run(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct sync_lease l = { 0 };

		check(cases[i].name, &l, cases[i].read(&l, cases[i].in, NOW), cases[i].want);
	}
	packets();
}
