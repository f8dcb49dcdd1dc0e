// SPDX-License-Identifier: GPL-2.0
/* The files of the store. A line that a full disk or a crash has torn is one sleep less. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "print_json.h"
#include "sleeps.h"

#define SUFFIX ".jsonl"
#define KEPT (SLEEPS_MAX - SLEEPS_MAX / 5) /* when there are too many */

static void path_of(char *path, size_t size, const char *dir, const char *dev, const char *tail)
{
	snprintf(path, size, "%s/%s%s%s", dir, dev, SUFFIX, tail);
}

json_t *sleeps_read(const char *dir, const char *dev)
{
	json_t *all = json_array(), *one;
	char path[PATH_MAX];
	char *line = NULL;
	size_t cap = 0;
	ssize_t len;
	FILE *f;

	path_of(path, sizeof(path), dir, dev, "");
	f = fopen(path, "re");
	if (!f)
		return all;
	while ((len = getline(&line, &cap, f)) > 0 && json_array_size(all) < 2 * SLEEPS_MAX) {
		one = json_loadb(line, (size_t)len, 0, NULL);
		if (json_is_object(one))
			json_array_append(all, one);
		json_decref(one);
	}
	free(line);
	fclose(f);
	return all;
}

json_t *sleeps_devs(const char *dir)
{
	json_t *all = json_array();
	struct dirent *e;
	DIR *d = opendir(dir);

	while (d && (e = readdir(d))) {
		size_t len = strlen(e->d_name), tail = strlen(SUFFIX);

		if (len > tail && *e->d_name != '.' && !strcmp(e->d_name + len - tail, SUFFIX))
			json_array_append_new(all, json_stringn(e->d_name, len - tail));
	}
	if (d)
		closedir(d);
	return all;
}

static int write_all(int fd, const char *s, size_t len)
{
	while (len) {
		ssize_t n = write(fd, s, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? -errno : -ENOSPC;
		s += n;
		len -= (size_t)n;
	}
	return 0;
}

static int write_line(int fd, const json_t *one)
{
	char *s = json_dumps(one, JSON_COMPACT);
	int err = s ? write_all(fd, s, strlen(s)) : -ENOMEM;

	free(s);
	return err ? err : write_all(fd, "\n", 1);
}

/* The last ones into a file of their own, which then takes the place of the other. */
static int shrink(const char *dir, const char *dev)
{
	char path[PATH_MAX], tmp[PATH_MAX];
	json_t *all = sleeps_read(dir, dev);
	size_t n = json_array_size(all);
	int err = 0, fd;

	path_of(path, sizeof(path), dir, dev, "");
	path_of(tmp, sizeof(tmp), dir, dev, ".new");
	fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd < 0)
		err = -errno;
	for (size_t i = n > KEPT ? n - KEPT : 0; i < n && !err; i++)
		err = write_line(fd, json_array_get(all, i));
	if (fd >= 0 && close(fd) && !err)
		err = -errno;
	if (!err && rename(tmp, path))
		err = -errno;
	if (err && fd >= 0)
		unlink(tmp);
	json_decref(all);
	return err;
}

/* Behind the last whole line: a torn one is ended first. */
static int append(int fd, const json_t *one)
{
	off_t end = lseek(fd, 0, SEEK_END);
	char last = '\n';
	int err = 0;

	if (end < 0)
		return -errno;
	if (end && pread(fd, &last, 1, end - 1) == 1 && last != '\n')
		err = write_all(fd, "\n", 1);
	if (!err)
		err = write_line(fd, one);
	if (err && ftruncate(fd, end))
		return -errno;
	return err;
}

int sleeps_append(const char *dir, const char *dev, json_t *one)
{
	char path[PATH_MAX];
	struct stat st;
	json_t *all;
	size_t n;
	int err, fd;

	if (mkdir(dir, 0755) && errno != EEXIST)
		return -errno;
	path_of(path, sizeof(path), dir, dev, "");
	all = sleeps_read(dir, dev);
	n = json_array_size(all);
	json_decref(all);
	if (!stat(path, &st) && (n >= SLEEPS_MAX || st.st_size > SLEEPS_BYTES_MAX)) {
		err = shrink(dir, dev);
		if (err)
			return err;
	}
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
	if (fd < 0)
		return -errno;
	err = append(fd, one);
	if (close(fd) && !err)
		err = -errno;
	return err;
}
