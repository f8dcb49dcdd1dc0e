/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TOOL_TEST_H
#define TOOL_TEST_H

#include <stdio.h>

#include "grammar.h"
#include "util.h"

/* One KTAP line. @why, shown if it is not @ok, may be NULL. */
void result(bool ok, const char *name, const char *why);

/* Both return what the caller frees; text that ends in no fault is NULL in @f->text[0]. */
char *printed(const struct changes *c);
bool parse(const char *text, struct changes *c, struct fault *f);

/* Each runs as many cases as it says. */
extern const int grammar_cases;
void grammar_run(void);
extern const int fault_cases;
void fault_run(void);
extern const int random_cases;
void random_run(void);
extern const int decode_cases;
void decode_run(void);
extern const int refusal_cases;
void refusal_run(void);
extern const int pcapng_cases;
void pcapng_run(const char *file);
extern const int sync_dns_cases;
void sync_dns_run(void);
extern const int sync_lease_cases;
void sync_lease_run(void);
extern const int sync_snmp_cases;
void sync_snmp_run(void);
extern const int links_cases;
void links_run(void);
extern const int sip_cases;
void sip_run(void);
extern const int sync_sip_cases;
void sync_sip_run(void);
extern const int sync_rules_cases;
void sync_rules_run(void);

#endif /* TOOL_TEST_H */
