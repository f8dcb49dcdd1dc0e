// SPDX-License-Identifier: GPL-2.0
/*
 * proxzzzy-snmpwalk AGENT SUBTREE...: what an SNMP agent has below these OIDs, for
 * `proxzzzyctl sync`, which ends it when its time is over. The community is what
 * comes on standard input. A program of its own, so that who does not need it
 * does not need net-snmp's library either, and nothing of that is in the way of
 * the rest.
 *
 *	subtree OID		begins one
 *	at NS			CLOCK_BOOTTIME of the values that follow
 *	OID TYPE VALUE		in the words of proxzzzyctl's `set DEV oid`
 *	end			the subtree is complete
 *	fail TEXT		nothing follows
 */
#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define COMMUNITY_MAX 64
#define REPETITIONS 50

struct name {
	oid ids[MAX_OID_LEN];
	size_t n;
};

static int failed(const char *text)
{
	printf("fail %s\n", text);
	return 1;
}

static void put_oid(const oid *ids, size_t n)
{
	for (size_t i = 0; i < n; i++)
		printf("%s%lu", i ? "." : "", (unsigned long)ids[i]);
}

static void put_hex(const u_char *b, size_t len)
{
	if (!len)
		printf("\"\"");
	for (size_t i = 0; i < len; i++)
		printf("%02x", b[i]);
}

/* RFC 6340 and its forerunner: a float within an Opaque; host order to that of the wire */
static void put_float(u_char tag, const void *value, size_t len)
{
	const u_char *b = value;

	printf("opaque 9f%02x%02zx", tag, len);
	for (size_t i = len; i-- > 0;)
		printf("%02x", b[i]);
}

/* Return: false for a type that no table of a standard has. */
static int put_value(const netsnmp_variable_list *v)
{
	const netsnmp_vardata *val = &v->val;

	switch (v->type) {
	case ASN_INTEGER:
		return printf("integer %ld", *val->integer);
	case ASN_OCTET_STR:
		printf("hex ");
		put_hex(val->string, v->val_len);
		return 1;
	case ASN_OBJECT_ID:
		printf("oid ");
		put_oid(val->objid, v->val_len / sizeof(oid));
		return 1;
	case ASN_IPADDRESS:
		return printf("ip %u.%u.%u.%u", val->string[0], val->string[1], val->string[2],
			      val->string[3]);
	case ASN_COUNTER:
		return printf("counter %u", (unsigned int)*val->integer);
	case ASN_GAUGE:
		return printf("gauge %u", (unsigned int)*val->integer);
	case ASN_TIMETICKS:
		return printf("ticks %u", (unsigned int)*val->integer);
	case ASN_COUNTER64:
		return printf("counter64 %llu",
			      (unsigned long long)(val->counter64->high & 0xffffffffUL) << 32 |
				      (val->counter64->low & 0xffffffffUL));
	case ASN_OPAQUE:
		printf("opaque ");
		put_hex(val->string, v->val_len);
		return 1;
	case ASN_OPAQUE_FLOAT:
		put_float(0x78, val->string, sizeof(float));
		return 1;
	case ASN_OPAQUE_DOUBLE:
		put_float(0x79, val->string, sizeof(double));
		return 1;
	case ASN_NULL:
		return printf("null");
	}
	return 0;
}

static void put_time(void)
{
	struct timespec ts = { 0 };

	clock_gettime(CLOCK_BOOTTIME, &ts);
	printf("at %lld%09ld\n", (long long)ts.tv_sec, ts.tv_nsec);
}

static int is_value(const netsnmp_variable_list *v)
{
	return v->type != SNMP_NOSUCHOBJECT && v->type != SNMP_NOSUCHINSTANCE &&
	       v->type != SNMP_ENDOFMIBVIEW;
}

static int below(const netsnmp_variable_list *v, const struct name *top)
{
	return v->name_length >= top->n && !snmp_oid_ncompare(v->name, v->name_length, top->ids,
							      top->n, top->n);
}

static void put_line(const netsnmp_variable_list *v)
{
	put_oid(v->name, v->name_length);
	putchar(' ');
	if (!put_value(v))
		printf("null"); /* it is there; what it says is not known */
	putchar('\n');
}

/* Values go out, and *at to the last of them. Return: 1 go on, 0 it is over, -1 told why. */
static int put_answer(const netsnmp_pdu *pdu, const struct name *top, struct name *at)
{
	const netsnmp_variable_list *v;

	if (pdu->errstat)
		return -failed(snmp_errstring((int)pdu->errstat));
	put_time();
	for (v = pdu->variables; v; v = v->next_variable) {
		if (!is_value(v) || !below(v, top))
			return 0;
		if (v->name_length > MAX_OID_LEN ||
		    snmp_oid_compare(v->name, v->name_length, at->ids, at->n) <= 0)
			return -failed("the OIDs of the agent do not ascend");
		put_line(v);
		at->n = v->name_length;
		memcpy(at->ids, v->name, at->n * sizeof(oid));
	}
	return !!pdu->variables;
}

static netsnmp_pdu *ask(void *session, int type, const struct name *what)
{
	netsnmp_pdu *answer = NULL, *pdu = snmp_pdu_create(type);
	int status;

	if (type == SNMP_MSG_GETBULK) {
		pdu->non_repeaters = 0;
		pdu->max_repetitions = REPETITIONS;
	}
	snmp_add_null_var(pdu, what->ids, what->n);
	status = snmp_sess_synch_response(session, pdu, &answer);
	if (status != STAT_SUCCESS)
		failed(status == STAT_TIMEOUT ? "the agent does not answer" :
					      "the agent cannot be asked");
	return status == STAT_SUCCESS ? answer : NULL;
}

/* A subtree that is one value itself */
static int get(void *session, const struct name *top)
{
	netsnmp_pdu *answer = ask(session, SNMP_MSG_GET, top);

	if (!answer)
		return -1;
	put_time();
	if (!answer->errstat && answer->variables && is_value(answer->variables))
		put_line(answer->variables);
	snmp_free_pdu(answer);
	return 0;
}

static int walk(void *session, const struct name *top)
{
	struct name at = *top;
	int more = 1;

	printf("subtree ");
	put_oid(top->ids, top->n);
	putchar('\n');
	while (more > 0) {
		netsnmp_pdu *answer = ask(session, SNMP_MSG_GETBULK, &at);

		if (!answer)
			return -1;
		more = put_answer(answer, top, &at);
		snmp_free_pdu(answer);
	}
	if (!more && at.n == top->n)
		more = get(session, top);
	if (!more)
		printf("end\n");
	fflush(stdout);
	return more;
}

static void *begin(char *agent, u_char *community, size_t len)
{
	netsnmp_session s;

	/* no files of its own: neither settings nor MIBs, nor a state to be kept */
	setenv("MIBS", "", 1);
	netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_READ_CONFIGS, 1);
	netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_PERSIST_STATE, 1);
	snmp_sess_init(&s);
	s.version = SNMP_VERSION_2c;
	s.peername = agent;
	s.community = community;
	s.community_len = len;
	s.retries = 1;
	return snmp_sess_open(&s);
}

/* Not snmp_parse_oid(), which would look for MIBs. */
static int parse_oid(const char *s, struct name *to)
{
	char *end;

	for (to->n = 0; to->n < MAX_OID_LEN; s = end + 1) {
		to->ids[to->n++] = strtoul(s, &end, 10);
		if (end == s)
			return 0;
		if (!*end)
			return 1;
	}
	return 0;
}

int main(int argc, char **argv)
{
	u_char community[COMMUNITY_MAX];
	struct name top;
	size_t len;
	void *session;

	if (argc < 3)
		return 2;
	len = fread(community, 1, sizeof(community), stdin);
	session = begin(argv[1], community, len);
	explicit_bzero(community, sizeof(community));
	if (!session)
		return failed("the agent cannot be reached");
	for (int i = 2; i < argc; i++)
		if (!parse_oid(argv[i], &top) || walk(session, &top))
			return 1;
	snmp_sess_close(session);
	return 0;
}
