/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZCTL_PRINT_JSON_H
#define PZZCTL_PRINT_JSON_H

#include <jansson.h>

#include "print.h"
#include "util.h"

/* Each returns what the caller owns. */
json_t *json_number(u64 n);
json_t *json_text(const char *s); /* \xNN for what is not UTF-8 */
json_t *json_hex(const u8 *b, size_t len);
json_t *json_printed(struct util_text *t); /* closes and frees @t */
json_t *json_ip(const struct ip *ip);
json_t *json_sip(const struct registration *r);
json_t *json_config(const struct proxy *p);
json_t *json_dhcp(const struct dhcp *d);
json_t *json_lifetimes(const struct config *cfg);
json_t *json_lease(const struct lease *l); /* null if not known */

/* Takes @value over. */
void json_put(json_t *o, const char *key, json_t *value);

json_t *json_teredos(const struct links *l);
json_t *json_lldps(const struct links *l);

#endif /* PZZCTL_PRINT_JSON_H */
