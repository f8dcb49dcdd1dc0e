// SPDX-License-Identifier: GPL-2.0
/* proxzzzyctl without a kernel: tool_test PCAPNG-FILE */
#include <stdlib.h>
#include <string.h>

#include "test.h"

static int number, failed;

void result(bool ok, const char *name, const char *why)
{
	if (!ok && why) {
		fputs("# ", stdout);
		util_put_plain(stdout, why);
		putchar('\n');
	}
	printf("%sok %d - ", ok ? "" : "not ", ++number);
	for (; *name; name++)
		printf(*name == '#' ? "\\%c" : "%c", *name); /* # begins a directive */
	putchar('\n');
	failed += !ok;
}

char *printed(const struct changes *c)
{
	struct util_text t;

	util_text_open(&t);
	for (size_t i = 0; i < c->n; i++)
		grammar_print_change(t.f, &c->v[i]);
	util_text_close(&t);
	return t.s;
}

bool parse(const char *text, struct changes *c, struct fault *f)
{
	memset(c, 0, sizeof(*c));
	return grammar_file(c, text, strlen(text), f);
}

int main(int argc, char **argv)
{
	const int planned = grammar_cases + fault_cases + random_cases + decode_cases +
			    refusal_cases + links_cases + pcapng_cases + sync_dns_cases +
			    sync_lease_cases + sync_rules_cases + sync_snmp_cases +
			    sip_cases + sync_sip_cases;

	if (argc != 2)
		return 2;
	printf("KTAP version 1\n1..%d\n", planned);
	grammar_run();
	fault_run();
	random_run();
	decode_run();
	refusal_run();
	links_run();
	pcapng_run(argv[1]);
	sync_dns_run();
	sync_lease_run();
	sync_rules_run();
	sync_snmp_run();
	sip_run();
	sync_sip_run();
	if (number != planned)
		printf("# planned %d cases, ran %d\n", planned, number);
	return failed || number != planned;
}
