// SPDX-License-Identifier: GPL-2.0
/* With the module's own code for the hashes. */
#include "hash/hash.h"
#include "sip_hash.h"

size_t sip_hash(unsigned char out[32], bool sha256, const char *user, const char *realm,
		const char *password, size_t len)
{
	u8 kind = sha256 ? PZZ_HASH_SHA256 : PZZ_HASH_MD5;
	struct pzz_hash h;

	pzz_hash_begin(&h, kind);
	pzz_hash_add(&h, user, (u32)strlen(user));
	pzz_hash_add(&h, ":", 1);
	pzz_hash_add(&h, realm, (u32)strlen(realm));
	pzz_hash_add(&h, ":", 1);
	pzz_hash_add(&h, password, (u32)len);
	pzz_hash_end(&h, out);
	return pzz_hash_size(kind);
}
