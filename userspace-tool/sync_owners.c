// SPDX-License-Identifier: GPL-2.0
/* Whose a socket is: the systemd unit of a process that has it open, else the command. */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sync.h"

#define CGROUP_MAX 65536

static int by_inode(const void *a, const void *b)
{
	const struct sync_socket *x = *(struct sync_socket *const *)a;
	const struct sync_socket *y = *(struct sync_socket *const *)b;

	return x->inode < y->inode ? -1 : x->inode > y->inode;
}

struct owners {
	struct sync_socket **v; /* by inode */
	size_t n;
	size_t named;
};

/* Other people's names: printable ASCII, and no longer than a label. */
static void set_label(char label[PROXZZZY_LABEL_MAX + 1], const char *name, size_t len)
{
	size_t n = len < PROXZZZY_LABEL_MAX ? len : PROXZZZY_LABEL_MAX;

	for (size_t i = 0; i < n; i++)
		label[i] = name[i] >= ' ' && name[i] <= '~' ? name[i] : '?';
	label[n] = '\0';
}

/* The last part of the path of systemd's own hierarchy, if that is a service. */
static bool unit(const char *pid, char label[PROXZZZY_LABEL_MAX + 1])
{
	static const char suffix[] = ".service";
	char path[300], *text, *line, *rest;
	bool found = false;
	size_t len;

	snprintf(path, sizeof(path), "/proc/%s/cgroup", pid);
	text = sync_read_file(path, CGROUP_MAX, &len);
	rest = text;
	while (!found && (line = strsep(&rest, "\n"))) {
		const char *name = strrchr(line, '/');
		size_t n = name ? strlen(++name) : 0;

		if (strncmp(line, "0::", 3) && !strstr(line, ":name=systemd:"))
			continue;
		found = n >= sizeof(suffix) && !strcmp(name + n - sizeof(suffix) + 1, suffix);
		if (found)
			set_label(label, name, n);
	}
	free(text);
	return found;
}

static void name_of(const char *pid, char label[PROXZZZY_LABEL_MAX + 1])
{
	char path[300], *text;
	size_t len;

	label[0] = '\0';
	if (unit(pid, label))
		return;
	snprintf(path, sizeof(path), "/proc/%s/comm", pid);
	text = sync_read_file(path, 64, &len);
	if (text)
		set_label(label, text, strcspn(text, "\n"));
	free(text);
}

static struct sync_socket **find(const struct owners *o, u32 inode)
{
	struct sync_socket key = { .inode = inode }, *p = &key;
	struct sync_socket **at = bsearch(&p, o->v, o->n, sizeof(*o->v), by_inode);

	while (at && at > o->v && at[-1]->inode == inode)
		at--;
	return at;
}

/*
 * systemd keeps the sockets that it starts services by, and so do parents: a
 * name is only taken from process 1 if nobody else has the socket.
 */
static void named(struct owners *o, u32 inode, const char *pid, char label[])
{
	struct sync_socket **at = find(o, inode);

	for (; at && at < o->v + o->n && (*at)->inode == inode; at++) {
		if ((*at)->owner[0] && strcmp((*at)->owner, "systemd"))
			continue;
		if (!label[0])
			name_of(pid, label);
		o->named += !(*at)->owner[0];
		snprintf((*at)->owner, sizeof((*at)->owner), "%s", label);
	}
}

static void process(struct owners *o, const char *pid)
{
	char path[300], label[PROXZZZY_LABEL_MAX + 1] = "";
	struct dirent *e;
	DIR *dir;

	snprintf(path, sizeof(path), "/proc/%s/fd", pid);
	dir = opendir(path);
	while (dir && (e = readdir(dir))) {
		char target[64];
		ssize_t n = readlinkat(dirfd(dir), e->d_name, target, sizeof(target) - 1);
		unsigned int inode;

		target[n > 0 ? n : 0] = '\0';
		if (sscanf(target, "socket:[%u]", &inode) == 1)
			named(o, inode, pid, label);
	}
	if (dir)
		closedir(dir);
}

void sync_owners(struct sync *s)
{
	struct owners o = { .n = 0 };
	struct dirent *e;
	DIR *dir = opendir("/proc");
	int enough = sync_left_ms(s) / 2; /* the names need time as well */

	o.v = calloc(s->n_sockets + 1, sizeof(*o.v));
	for (size_t i = 0; o.v && i < s->n_sockets; i++)
		if (s->sockets[i].inode)
			o.v[o.n++] = &s->sockets[i];
	if (o.n)
		qsort(o.v, o.n, sizeof(*o.v), by_inode);
	while (dir && o.n && (e = readdir(dir)) && sync_left_ms(s) > enough)
		if (*e->d_name >= '1' && *e->d_name <= '9')
			process(&o, e->d_name);
	if (o.named < o.n)
		sync_say(s, SYNC_MISSED, "owner", "of %zu of %zu sockets", o.n - o.named, o.n);
	if (dir)
		closedir(dir);
	free(o.v);
}
