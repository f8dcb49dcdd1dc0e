// SPDX-License-Identifier: GPL-2.0
/* A packet socket. */
#include <linux/if_packet.h>
#include <linux/virtio_net.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <arpa/inet.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "frames.h"

#define BUFFER	(4 << 20)

static void set(int sock, int level, int name, int value)
{
	if (setsockopt(sock, level, name, &value, sizeof(value)))
		die("setsockopt %d %d: %m", level, name);
}

void wire_open(struct wire *w, const char *dev)
{
	struct sockaddr_ll to = { .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL) };
	struct ifreq ifr = { 0 };

	w->sock = socket(AF_PACKET, SOCK_RAW, 0);
	if (w->sock < 0)
		die("packet socket: %m");
	strncpy(ifr.ifr_name, dev, IFNAMSIZ - 1);
	if (ioctl(w->sock, SIOCGIFHWADDR, &ifr))
		die("%s: %m", dev);
	memcpy(w->mac, ifr.ifr_hwaddr.sa_data, 6);
	to.sll_ifindex = (int)if_nametoindex(dev);
	set(w->sock, SOL_PACKET, PACKET_AUXDATA, 1);
	set(w->sock, SOL_PACKET, PACKET_IGNORE_OUTGOING, 1);
	set(w->sock, SOL_SOCKET, SO_RCVBUFFORCE, BUFFER);
	if (bind(w->sock, (struct sockaddr *)&to, sizeof(to)))
		die("bind to %s: %m", dev);
}

bool wire_send(const struct wire *w, const struct frame *f)
{
	return send(w->sock, f->data, f->len, 0) == (ssize_t)f->len;
}

/* What the kernel took off is put back behind the two addresses. */
static size_t put_tag(u8 *data, size_t len, const struct tpacket_auxdata *aux)
{
	if (!(aux->tp_status & TP_STATUS_VLAN_VALID))
		return len;
	memmove(data + 16, data + 12, len - 12);
	put16(data + 12, aux->tp_status & TP_STATUS_VLAN_TPID_VALID ? aux->tp_vlan_tpid : 0x8100);
	put16(data + 14, aux->tp_vlan_tci);
	return len + 4;
}

size_t wire_receive(const struct wire *w, u8 *data, int ms)
{
	struct pollfd wait = { .fd = w->sock, .events = POLLIN };
	char control[CMSG_SPACE(sizeof(struct tpacket_auxdata))];
	struct iovec iov = { .iov_base = data, .iov_len = FRAME_MAX - 4 };
	struct msghdr msg = {
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = control, .msg_controllen = sizeof(control),
	};
	struct tpacket_auxdata aux;
	struct cmsghdr *c;
	ssize_t len;

	if (poll(&wait, 1, ms) != 1)
		return 0;
	len = recvmsg(w->sock, &msg, 0);
	if (len < 14)
		return 0;
	for (c = CMSG_FIRSTHDR(&msg); c; c = CMSG_NXTHDR(&msg, c)) {
		if (c->cmsg_level != SOL_PACKET || c->cmsg_type != PACKET_AUXDATA)
			continue;
		memcpy(&aux, CMSG_DATA(c), sizeof(aux));
		len = (ssize_t)put_tag(data, (size_t)len, &aux);
	}
	return (size_t)len;
}
