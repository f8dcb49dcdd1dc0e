// SPDX-License-Identifier: GPL-2.0
/*
 * hidden FILE HEX	writes what HEX is the complement of, for the guest's memory
 *			shall have it nowhere but in that file
 * hidden FILE		overwrites the file and removes it
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST	65536

static unsigned char bytes[MOST];

static size_t uncover(const char *hex)
{
	size_t n = 0;
	unsigned int c;

	for (; n < MOST && sscanf(hex + 2 * n, "%2x", &c) == 1; n++)
		bytes[n] = (unsigned char)~c;
	return n;
}

int main(int argc, char **argv)
{
	size_t n = argc > 2 ? uncover(argv[2]) : MOST;
	struct stat st;
	ssize_t done;
	int fd;

	if (argc < 2)
		return 2;
	fd = open(argv[1], O_WRONLY | (argc > 2 ? O_CREAT : 0), 0600);
	if (fd < 0 || fstat(fd, &st))
		return 1;
	if (argc == 2)
		n = (size_t)st.st_size;
	done = write(fd, bytes, n);
	explicit_bzero(bytes, sizeof(bytes));
	if (argc == 2)
		unlink(argv[1]);
	return done == (ssize_t)n && !ftruncate(fd, done) && !close(fd) ? 0 : 1;
}
