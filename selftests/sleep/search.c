// SPDX-License-Identifier: GPL-2.0
/* search FILE HEX...: a line for each, how often it is in FILE and where first */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#define PATTERNS	64
#define LONGEST		64

static struct pattern {
	unsigned char bytes[LONGEST];
	size_t len;
	unsigned long count;
	size_t first;
} patterns[PATTERNS];

static unsigned char begins[1 << 16];	/* does a pattern begin with these two bytes? */

static void take(struct pattern *p, const char *hex)
{
	unsigned int c;

	for (; p->len < LONGEST && sscanf(hex + 2 * p->len, "%2x", &c) == 1; p->len++)
		p->bytes[p->len] = (unsigned char)c;
	begins[p->bytes[0] << 8 | p->bytes[1]] = 1;
}

static void look(const unsigned char *memory, size_t at, size_t size, int n)
{
	for (struct pattern *p = patterns; p < patterns + n; p++)
		if (p->len <= size - at && !memcmp(memory + at, p->bytes, p->len) && !p->count++)
			p->first = at;
}

int main(int argc, char **argv)
{
	const unsigned char *memory;
	int n = argc - 2, fd = argc > 2 ? open(argv[1], O_RDONLY) : -1;
	struct stat st;

	if (fd < 0 || fstat(fd, &st) || n > PATTERNS)
		return 2;
	memory = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (memory == MAP_FAILED)
		return 2;
	for (int i = 0; i < n; i++)
		take(&patterns[i], argv[2 + i]);
	for (size_t at = 0; at + 1 < (size_t)st.st_size; at++)
		if (begins[memory[at] << 8 | memory[at + 1]])
			look(memory, at, (size_t)st.st_size, n);
	for (int i = 0; i < n; i++)
		printf("%lu %zu\n", patterns[i].count, patterns[i].first);
	return 0;
}
