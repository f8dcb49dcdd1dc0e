/* SPDX-License-Identifier: GPL-2.0 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM proxzzzy

#if !defined(PZZ_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define PZZ_TRACE_H

#include <linux/netdevice.h>
#include <linux/tracepoint.h>

/* A frame and what became of it: numbers as in pzz_engine.h and each room's reasons. */
TRACE_EVENT(proxzzzy_frame,
	TP_PROTO(const struct net_device *dev, u8 room, u8 reason, u8 verdict, u32 len),
	TP_ARGS(dev, room, reason, verdict, len),
	TP_STRUCT__entry(
		__field(int, ifindex)
		__field(u8, room)
		__field(u8, reason)
		__field(u8, verdict)
		__field(u32, len)
	),
	TP_fast_assign(
		__entry->ifindex = dev->ifindex;
		__entry->room = room;
		__entry->reason = reason;
		__entry->verdict = verdict;
		__entry->len = len;
	),
	TP_printk("ifindex=%d room=%u reason=%u verdict=%u len=%u", __entry->ifindex,
		  __entry->room, __entry->reason, __entry->verdict, __entry->len)
);

#endif /* PZZ_TRACE_H */

#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH .
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>
