// SPDX-License-Identifier: GPL-2.0
/* Multicast groups (C15), and the sysctls that say what the host answers. */
#include <stdlib.h>
#include <string.h>

#include "sync.h"
#include "util.h"

#define PROC_MAX (4 << 20)

/* Why the configuration need not have it; NULL: it does. */
static const char *known(const struct ip *ip)
{
	static const struct {
		struct ip ip;
		u8 bits;
		const char *why;
	} all[] = {
		{ { 4, { 224, 0, 0, 1 } }, 32, "all have it" },
		{ { 4, { 224, 0, 0, 251 } }, 32, "comes with mdns" },
		{ { 4, { 224, 0, 0, 252 } }, 32, "comes with llmnr" },
		{ { 16, { 0xff, 2, [15] = 1 } }, 128, "all have it" },
		{ { 16, { 0xff, 1, [15] = 1 } }, 128, "all have it" },
		{ { 16, { 0xff, 2, [15] = 0xfb } }, 128, "comes with mdns" },
		{ { 16, { 0xff, 2, [13] = 1, [15] = 3 } }, 128, "comes with llmnr" },
		{ { 16, { 0xff, 2, [11] = 1, [12] = 0xff } }, 104, "comes with the address" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(all); i++) {
		struct ip masked = *ip;

		ip_mask(&masked, all[i].bits);
		if (ip_equal(&masked, &all[i].ip))
			return all[i].why;
	}
	return NULL;
}

static void take(struct sync *s, const struct ip *ip)
{
	const char *why = known(ip);
	size_t same = 0;
	char buf[46];

	for (size_t i = 0; i < s->config.n_groups; i++) {
		same += s->config.groups[i].ip.len == ip->len;
		if (ip_equal(&s->config.groups[i].ip, ip))
			return; /* the policy names it */
	}
	if (!why && same >= PROXZZZY_GROUP_MAX)
		why = "a proxy has at most 256 of each family";
	if (why) {
		sync_say(s, SYNC_LEFT, "group", "%s: %s", sync_ip_text(ip, buf), why);
		return;
	}
	config_add_group(&s->config, ip);
	sync_say(s, SYNC_TOOK, "group", "%s", sync_ip_text(ip, buf));
}

/* A line of /proc/net/igmp begins a device, or with tabs a group of it. */
static bool igmp_line(struct sync *s, const char *line, bool ours)
{
	struct ip ip = { .len = 4 };
	unsigned int index, group;

	if (*line != '\t')
		return sscanf(line, "%u", &index) == 1 && index == s->ifindex;
	if (ours && sscanf(line, " %8x", &group) == 1) {
		memcpy(ip.b, &group, sizeof(group)); /* printed as it lies in memory */
		take(s, &ip);
	}
	return ours;
}

static bool igmp6_line(struct sync *s, const char *line, bool ours)
{
	struct ip ip = { .len = 16 };
	unsigned int index;
	char hex[33];

	(void)ours;
	if (sscanf(line, "%u %*s %32[0-9a-f]", &index, hex) != 2 || index != s->ifindex ||
	    util_unhex(hex, strlen(hex), "", ip.b, sizeof(ip.b)) != sizeof(ip.b))
		return false;
	take(s, &ip);
	return true;
}

static void lines(struct sync *s, const char *path, bool needed,
		  bool (*each)(struct sync *s, const char *line, bool ours))
{
	size_t len;
	char *text = sync_read_file(path, PROC_MAX, &len), *line, *rest = text;
	bool ours = false;

	if (!text && needed)
		sync_say(s, SYNC_MISSED, "group", "there is no %s", path);
	while ((line = strsep(&rest, "\n")))
		ours = each(s, line, ours);
	free(text);
}

void sync_groups(struct sync *s)
{
	bool v6 = false;

	for (size_t i = 0; i < s->n_addrs; i++)
		v6 |= s->addrs[i].ip.len == 16;
	if (s->policy.without & POLICY_GROUPS) {
		sync_say(s, SYNC_LEFT, "group", "all: %s", s->policy.path);
		return;
	}
	lines(s, "/proc/net/igmp", true, igmp_line);
	lines(s, "/proc/net/igmp6", v6, igmp6_line);
}

/* A sysctl below /proc/sys/net; @otherwise if there is none. */
static long sysctl(const char *name, long otherwise)
{
	char path[128];
	size_t len;
	char *text;
	long value;

	snprintf(path, sizeof(path), "/proc/sys/net/%s", name);
	text = sync_read_file(path, 64, &len);
	value = text ? strtol(text, NULL, 10) : otherwise;
	free(text);
	return value;
}

void sync_sysctls(struct sync *s)
{
	struct config *cfg = &s->config;
	char name[64];

	if (!(cfg->has & HAS_ECHO_ENABLE)) {
		cfg->has |= HAS_ECHO_ENABLE;
		cfg->echo.enable = !sysctl("ipv4/icmp_echo_ignore_all", 0) &&
				   !sysctl("ipv6/icmp/echo_ignore_all", 0);
		sync_say(s, SYNC_TOOK, "echo", "%s, as icmp_echo_ignore_all says",
			 cfg->echo.enable ? "on" : "off");
	}
	snprintf(name, sizeof(name), "ipv6/conf/%s/forwarding", s->dev);
	if (!(cfg->has & HAS_NDP_ROUTER) && sysctl(name, 0)) {
		cfg->has |= HAS_NDP_ROUTER;
		cfg->ndp.router = 1;
		sync_say(s, SYNC_TOOK, "router", "on: the interface forwards IPv6");
	}
}
