// SPDX-License-Identifier: GPL-2.0
/* The memory of SIP registrations (C21, C22): one block each, which holds secrets. */
#include <linux/slab.h>

#include "conf_sip.h"

#define N_TEXTS		7

const u8 *pzz_store_sip_hop(const struct pzz_store *store, u32 index)
{
	const struct pzz_sip_block *b = store->sip_blocks[index];

	return b->has_hop ? b->hop : NULL;
}

static void texts_of(struct pzz_sip_reg *r, struct pzz_text *texts[N_TEXTS])
{
	texts[0] = &r->uri;
	texts[1] = &r->to;
	texts[2] = &r->from;
	texts[3] = &r->call_id;
	texts[4] = &r->contact;
	texts[5] = &r->agent;
	texts[6] = &r->extra;
}

static void keep(struct pzz_text *t, u8 **at)
{
	if (t->len)
		memcpy(*at, t->at, t->len);
	t->at = *at;
	*at += t->len;
}

static size_t block_size(struct pzz_sip_reg *r)
{
	struct pzz_text *texts[N_TEXTS];
	size_t size = sizeof(struct pzz_sip_block);
	u32 i;

	texts_of(r, texts);
	for (i = 0; i < N_TEXTS; i++)
		size += texts[i]->len;
	for (i = 0; i < r->n_auths; i++)
		size += r->auths[i].realm.len + r->auths[i].user.len;
	return size;
}

int pzz_sip_append(struct pzz_store *store, const struct pzz_sip_reg *r,
		   const struct pzz_sip_block *b)
{
	struct pzz_sip_reg *to = &store->sips[store->setup.sip.n_regs];
	struct pzz_text *texts[N_TEXTS];
	struct pzz_sip_block *block;
	size_t size;
	u8 *at;
	u32 i;

	*to = *r;
	size = block_size(to);
	block = kmalloc(size, GFP_KERNEL);
	if (!block)
		return -ENOMEM;
	*block = *b;
	block->size = size;
	at = block->texts;
	texts_of(to, texts);
	for (i = 0; i < N_TEXTS; i++)
		keep(texts[i], &at);
	for (i = 0; i < r->n_auths; i++) {
		block->auths[i] = r->auths[i];
		keep(&block->auths[i].realm, &at);
		keep(&block->auths[i].user, &at);
	}
	to->auths = block->auths;
	store->sip_blocks[store->setup.sip.n_regs++] = block;
	return 0;
}

int pzz_store_sips_copy(struct pzz_store *store, const struct pzz_store *from)
{
	int err = 0;
	u32 i;

	store->setup.sip.n_regs = 0;
	store->setup.sip.regs = store->sips;
	store->setup.dns = store->dns;
	for (i = 0; i < from->setup.sip.n_regs && !err; i++)
		err = pzz_sip_append(store, &from->sips[i], from->sip_blocks[i]);
	return err;
}

void pzz_store_sips_cut(struct pzz_store *store, u32 n)
{
	while (store->setup.sip.n_regs > n)
		kfree_sensitive(store->sip_blocks[--store->setup.sip.n_regs]);
}

void pzz_store_sips_drop(struct pzz_store *store, const unsigned long *marks)
{
	u32 i, n = 0;

	for (i = 0; i < store->setup.sip.n_regs; i++) {
		if (test_bit(i, marks)) {
			kfree_sensitive(store->sip_blocks[i]);
			continue;
		}
		store->sips[n] = store->sips[i];
		store->sip_blocks[n++] = store->sip_blocks[i];
	}
	store->setup.sip.n_regs = n;
}

static bool same_place(const struct pzz_sip_reg *a, const struct pzz_sip_reg *b)
{
	return a->local_port == b->local_port && pzz_ip_same(&a->local, &b->local);
}

int pzz_sip_find(const struct pzz_store *store, const struct pzz_sip_reg *which)
{
	u32 i;

	for (i = 0; i < store->setup.sip.n_regs; i++)
		if (same_place(&store->sips[i], which))
			return i;
	return -ENOENT;
}
