// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <getopt.h>
#include <string.h>

#include "cmd.h"
#include "util.h"
#include "version.h"

enum {
	OPT_ADD = 256,
	OPT_PCAP,
	OPT_RECORD,
	OPT_SINCE,
	OPT_SVG,
	OPT_STORE,
	OPT_TRY,
	OPT_ROOT,
	OPT_TIME,
};

static const struct option options[] = {
	{ "json", no_argument, NULL, 'j' },
	{ "all", no_argument, NULL, 'a' },
	{ "check", no_argument, NULL, 'n' },
	{ "hex", no_argument, NULL, 'x' },
	{ "add", no_argument, NULL, OPT_ADD },
	{ "pcap", required_argument, NULL, OPT_PCAP },
	{ "record", no_argument, NULL, OPT_RECORD },
	{ "since", required_argument, NULL, OPT_SINCE },
	{ "svg", required_argument, NULL, OPT_SVG },
	{ "store", required_argument, NULL, OPT_STORE },
	{ "try", required_argument, NULL, OPT_TRY },
	{ "root", required_argument, NULL, OPT_ROOT },
	{ "time", required_argument, NULL, OPT_TIME },
	{ "version", no_argument, NULL, 'V' },
	{ "help", no_argument, NULL, 'h' },
	{ NULL, 0, NULL, 0 },
};

static const struct command {
	const char *name;
	int (*run)(struct tool *t, int n, char **v);
	const int *opts; /* allowed behind it beside -j, 0 ends them; NULL: all are words */
	const char *usage;
	const char *help;
} commands[] = {
	{ "caps", cmd_caps, (const int[]){ 0 }, "", "what the module can do" },
	{ "show", cmd_show, (const int[]){ 0 }, "[dev DEV]", "the configuration in force" },
	{ "set", cmd_change, NULL, "dev DEV SETTING...", "change it" },
	{ "del", cmd_change, NULL, "dev DEV [addr ADDRESS | ... | rule ID]...",
	  "take addresses, groups, records, ... out of it, or the whole proxy away" },
	{ "apply", cmd_apply, (const int[]){ 'n', OPT_ADD, 0 }, "[-n] [--add] FILE|-",
	  "put a file of set statements in force" },
	{ "save", cmd_save, (const int[]){ 0 }, "[dev DEV]", "print such a file" },
	{ "sync", cmd_sync, (const int[]){ 'n', OPT_TIME, OPT_ROOT, 0 },
	  "[-n] [--time SECONDS] dev DEV", "put in force what the host is now" },
	{ "start", cmd_start, (const int[]){ 0 }, "dev DEV", "proxy now, without a suspend" },
	{ "stop", cmd_stop, (const int[]){ 0 }, "dev DEV", "end that" },
	{ "goodbye", cmd_goodbye, (const int[]){ 0 }, "dev DEV",
	  "take back what mDNS has said" },
	{ "status", cmd_status, (const int[]){ 0 }, "[dev DEV]", "how the proxy is" },
	{ "stats", cmd_stats, (const int[]){ 'a', 0 }, "[-a] [dev DEV]", "its counters" },
	{ "wakes", cmd_wakes, (const int[]){ 'x', OPT_PCAP, 0 }, "[-x] [--pcap FILE|-] [dev DEV]",
	  "what woke the host lately" },
	{ "report", cmd_report,
	  (const int[]){ OPT_RECORD, OPT_SINCE, OPT_SVG, OPT_STORE, 0 },
	  "[--since TIME] [--svg FILE|-] [dev DEV]", "the last sleeps" },
	{ "doctor", cmd_doctor, (const int[]){ OPT_TRY, OPT_ROOT, 0 }, "[--try SECONDS] [dev DEV]",
	  "whether this machine will proxy" },
	{ "metrics", cmd_metrics, (const int[]){ 0 }, "", "counters as OpenMetrics text" },
	{ "monitor", cmd_monitor, (const int[]){ 0 }, "", "print events as they happen" },
};

static void print_help(FILE *f)
{
	fputs("usage: proxzzzyctl [-j] COMMAND ...\n\n", f);
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++) {
		char line[64];

		snprintf(line, sizeof(line), "%s %s", commands[i].name, commands[i].usage);
		fprintf(f, "  %-44s %s\n", line, commands[i].help);
	}
	fputs("\n  -j, --json     print JSON\n"
	      "  -V, --version  print the version\n"
	      "  -h, --help     print this\n\n"
	      "SETTING: mac MAC|default  s2idle proxy|off  deep leave|refuse  priority none|0..7\n"
	      "  addr ADDRESS\n"
	      "  arp [on|off] [conflict ignore|defend|wake] [announce off|TIME]\n"
	      "  ndp [on|off] [conflict ignore|wake] [router on|off]\n"
	      "  echo [on|off] [limit LIMIT]  wake limit LIMIT\n"
	      "  igmp on|off  mld on|off  group ADDRESS\n"
	      "  mdns [on|off] [host NAME|none] [ttl SECONDS] [announce TIMES]\n"
	      "       [group ADDRESS]... | group none\n"
	      "  llmnr [on|off] [host NAME|none] [ttl SECONDS] [tentative on|off]\n"
	      "  record NAME [ttl SECONDS] [shared] TYPE DATA...\n"
	      "  snmp [on|off] [getall on|off] [port PORT]... [message BYTES] [limit LIMIT]\n"
	      "  community NAME|@FILE [write] [from PREFIX]\n"
	      "  dns ADDRESS\n"
	      "  sip ADDRESS [port PORT] server HOST [server-port PORT] to SIP-ADDRESS\n"
	      "      [auth REALM USER md5|sha256 password|ha1 @FILE]... [OPTION]...\n"
	      "  oid OID TYPE VALUE [access all|writers|nobody] [object N]\n"
	      "      [count | max-age SECONDS no-such|wake]\n"
	      "  teredo PACKET|@FILE via MAC [interval FROM[-TO]] [address ADDRESS]\n"
	      "  lldp PDU|@FILE [to MAC] [interval SECONDS]\n"
	      "  dhcp [on|off] [renew on|off] [address ADDRESS] [server ADDRESS] [lease SECONDS] ...\n"
	      "  lifetime ADDRESS [prefix BITS] until NS|forever  lifetime-before SECONDS\n"
	      "  rule ID [ignore] syn|udp|data|magic|eapol|bytes HEX [OPTION]...\n"
	      "See proxzzzyctl(8) for all of it.\n",
	      f);
}

static bool allowed(const struct command *c, int opt)
{
	if (!c || opt == 'j')
		return opt == 'j';
	for (const int *p = c->opts; *p; p++)
		if (*p == opt)
			return true;
	return false;
}

static void take_option(struct tool *t, int opt)
{
	switch (opt) {
	case 'j':
		t->face = &print_json;
		break;
	case 'a':
		t->all = true;
		break;
	case 'n':
		t->check = true;
		break;
	case 'x':
		t->hex = true;
		break;
	case OPT_ADD:
		t->add = true;
		break;
	case OPT_PCAP:
		t->pcap = optarg;
		break;
	case OPT_RECORD:
		t->record = true;
		break;
	case OPT_SINCE:
		t->since = optarg;
		break;
	case OPT_SVG:
		t->svg = optarg;
		break;
	case OPT_STORE:
		t->store = optarg;
		break;
	case OPT_TRY:
		t->try = optarg;
		break;
	case OPT_ROOT:
		t->root = optarg;
		break;
	case OPT_TIME:
		t->time = optarg;
		break;
	}
}

/* Return: -1 to go on, or an exit_status. @c: the command before them, or NULL. */
static int take_options(struct tool *t, const struct command *c, int argc, char **argv)
{
	int opt;

	optind = 0; /* GNU: begin anew */
	while ((opt = getopt_long(argc, argv, c ? "jVhanx" : "+jVh", options, NULL)) != -1) {
		if (opt == 'h') {
			print_help(stdout);
			return EXIT_OK;
		}
		if (opt == 'V') {
			puts("proxzzzyctl " PROXZZZYCTL_VERSION);
			return EXIT_OK;
		}
		if (opt == '?')
			return EXIT_USAGE; /* getopt has said it */
		if (!allowed(c, opt))
			return cmd_error(EXIT_USAGE, "this option is not for %s",
					 c ? c->name : "all commands; put it behind its own");
		take_option(t, opt);
	}
	return -1;
}

static const struct command *find(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	return NULL;
}

static int run(struct tool *t, int argc, char **argv)
{
	const struct command *c;
	int status = take_options(t, NULL, argc, argv);

	if (status >= 0)
		return status;
	argc -= optind;
	argv += optind;
	if (!argc) {
		print_help(stderr);
		return EXIT_USAGE;
	}
	if (!strcmp(argv[0], "help")) {
		print_help(stdout);
		return EXIT_OK;
	}
	c = find(argv[0]);
	if (!c)
		return cmd_error(EXIT_USAGE, "there is no command %s; try: proxzzzyctl help",
				 argv[0]);
	if (!c->opts)
		return c->run(t, argc - 1, argv + 1);
	status = take_options(t, c, argc, argv);
	return status >= 0 ? status : c->run(t, argc - optind, argv + optind);
}

int main(int argc, char **argv)
{
	struct tool t = { .face = &print_text };
	int status = run(&t, argc, argv);

	nl_close(t.nl);
	if ((ferror(stdout) || fclose(stdout)) && status == EXIT_OK)
		status = cmd_error(EXIT_REFUSED, "cannot write the output: %s", strerror(errno));
	return status;
}
