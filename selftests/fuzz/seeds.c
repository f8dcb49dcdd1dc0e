// SPDX-License-Identifier: GPL-2.0
/* Writes the vectors as seeds for a target: seeds DIRECTORY ROOM|engine */
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

#define ABOUT_A_SECOND	30	/* 2^30 ns */

/* One of its own, so that it can be linked against harness.c. */
const struct fuzz_target fuzz_target = { 0 };

static void put(FILE *out, const void *data, size_t len)
{
	if (fwrite(data, 1, len, out) != len)
		exit(1);
}

static FILE *create(const char *directory, const char *name, size_t number)
{
	u8 selector[FUZZ_SETUP_LEN];
	char path[4096];
	FILE *out;

	snprintf(path, sizeof(path), "%s/%s-%zu", directory, name, number);
	out = fopen(path, "wb");
	if (!out) {
		perror(path);
		exit(1);
	}
	pzz_put_be16(selector, (u16)number);
	put(out, selector, sizeof(selector));
	return out;
}

static void put_vector(FILE *out, const struct pzz_vector *v, bool sequence)
{
	u8 head[FUZZ_HEAD_LEN + 2] = { 0 };

	head[0] = FUZZ_AS_IT_IS | (v->tagged ? FUZZ_TAGGED : 0) |
		  (v->l4_verified ? FUZZ_L4_VERIFIED : 0);
	head[1] = sequence ? ABOUT_A_SECOND : 0;
	pzz_put_be16(head + 2, v->tci);
	pzz_put_be16(head + 4, (u16)v->frame_len);
	put(out, head, sequence ? sizeof(head) : FUZZ_HEAD_LEN);
	put(out, v->frame, v->frame_len);
}

/* Each vector, and in a sequence those of one table one after the other. */
static void write_table(const char *directory, const struct pzz_vector_table *t, size_t first,
			bool sequence)
{
	size_t i, j;
	FILE *out;

	for (i = 0; i < t->n; i++) {
		out = create(directory, t->room, first + i);
		for (j = i; j < t->n && j < i + (sequence ? 5 : 1); j++)
			put_vector(out, &t->vectors[j], sequence);
		if (fclose(out))
			exit(1);
	}
}

int main(int argc, char **argv)
{
	size_t i, first = 0;
	bool sequence;

	if (argc != 3)
		return 2;
	sequence = !strcmp(argv[2], "engine");
	for (i = 0; i < pzz_vector_tables_n; i++) {
		if (sequence || !strcmp(pzz_vector_tables[i].room, argv[2]))
			write_table(argv[1], &pzz_vector_tables[i], first, sequence);
		first += pzz_vector_tables[i].n;
	}
	return 0;
}
