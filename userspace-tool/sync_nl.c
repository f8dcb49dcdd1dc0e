// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "sync.h"

static int receive(struct mnl_socket *nl, const struct sync *s, u32 seq, mnl_cb_t each, void *arg)
{
	unsigned int port = mnl_socket_get_portid(nl);
	char buf[32768];
	int more = 1;

	while (more > 0) {
		int left = sync_left_ms(s);
		struct timeval tv = { left / 1000, left % 1000 * 1000 };
		ssize_t len;

		if (!left)
			return -ETIMEDOUT;
		setsockopt(mnl_socket_get_fd(nl), SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv));
		len = mnl_socket_recvfrom(nl, buf, sizeof(buf));
		if (len < 0)
			return errno == EAGAIN ? -ETIMEDOUT : -errno;
		more = mnl_cb_run(buf, (size_t)len, seq, port, each, arg);
	}
	return more < 0 ? -errno : 0;
}

int sync_dump(const struct sync *s, int family, struct nlmsghdr *nlh, mnl_cb_t each, void *arg)
{
	struct mnl_socket *nl = mnl_socket_open2(family, SOCK_CLOEXEC);
	int err = 0;

	if (!nl)
		return -errno;
	nlh->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
	nlh->nlmsg_seq = 1;
	if (mnl_socket_bind(nl, 0, MNL_SOCKET_AUTOPID) < 0 ||
	    mnl_socket_sendto(nl, nlh, nlh->nlmsg_len) < 0)
		err = -errno;
	if (!err)
		err = receive(nl, s, nlh->nlmsg_seq, each, arg);
	mnl_socket_close(nl);
	return err;
}
