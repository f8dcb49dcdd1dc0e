/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZCTL_SIP_HASH_H
#define PZZCTL_SIP_HASH_H

#include <stdbool.h>
#include <stddef.h>

/* H(user:realm:password), RFC 7616 3.4.2, by MD5 or SHA-256. Return: its bytes. */
size_t sip_hash(unsigned char out[32], bool sha256, const char *user, const char *realm,
		const char *password, size_t len);

#endif /* PZZCTL_SIP_HASH_H */
