/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZCTL_CMD_H
#define PZZCTL_CMD_H

#include "nl.h"
#include "print.h"
#include "words.h"

enum exit_status {
	EXIT_OK,
	EXIT_REFUSED, /* by the module, or something failed */
	EXIT_USAGE, /* the words are wrong */
	EXIT_NO_MODULE,
};

/* What the options say. */
struct tool {
	const struct face *face;
	bool all;
	bool add;
	bool check;
	bool hex;
	bool record;
	const char *pcap; /* NULL: none */
	const char *since;
	const char *svg;
	const char *store;
	const char *try; /* seconds */
	const char *root;
	const char *time; /* seconds */
	struct nl *nl; /* after cmd_open() */
};

/* @v: the words behind the command; a NULL ends them. Each returns an exit_status. */
int cmd_caps(struct tool *t, int n, char **v);
int cmd_show(struct tool *t, int n, char **v);
int cmd_change(struct tool *t, int n, char **v); /* set and del: v[-1] says which */
int cmd_apply(struct tool *t, int n, char **v);
int cmd_save(struct tool *t, int n, char **v);
int cmd_sync(struct tool *t, int n, char **v);
int cmd_start(struct tool *t, int n, char **v);
int cmd_stop(struct tool *t, int n, char **v);
int cmd_goodbye(struct tool *t, int n, char **v);
int cmd_status(struct tool *t, int n, char **v);
int cmd_stats(struct tool *t, int n, char **v);
int cmd_wakes(struct tool *t, int n, char **v);
int cmd_report(struct tool *t, int n, char **v);
int cmd_doctor(struct tool *t, int n, char **v);
int cmd_metrics(struct tool *t, int n, char **v);
int cmd_monitor(struct tool *t, int n, char **v);

/* The rest is for the commands. What returns an exit_status has told the user already. */
int cmd_open(struct tool *t);
int cmd_refused(const struct tool *t);
int cmd_error(int status, const char *fmt, ...) __printf(2, 3);

/* A mistake in @file, or on the command line if that is NULL. */
int cmd_fault(const char *file, const struct fault *f);

/* "[dev] DEV", which may be missing if @optional; then *dev is NULL. */
int cmd_dev(int n, char **v, bool optional, const char **dev);
int cmd_ifindex(const char *dev, u32 *ifindex);

/*
 * Opens, finds the proxy of @dev, or all if that is NULL, and lets @get fill
 * each in; it returns 0 or a negative errno of nl.h.
 */
int cmd_proxies(struct tool *t, const char *dev, int (*get)(struct nl *nl, struct proxy *p),
		struct proxies *out);
void cmd_proxies_free(struct proxies *p);

#endif /* PZZCTL_CMD_H */
