// SPDX-License-Identifier: GPL-2.0
/*
 * For selftests/bench only. Below debugfs, in bench/:
 *
 *	do		takes a line: "clear" forgets the frames; "frame HEX" adds
 *			one; "reply N", "drop N", "nothing N" receive N frames,
 *			those that were added in turn, and measure each, with
 *			"reply N MS" so far apart;
 *			"spread N MS" receives N so far apart, and "wait N MS" none:
 *			of these the samples are one, the mean of what the
 *			processor did while it was not idle, whoever did it
 *	samples		cycles of each, and how many frames were sent meanwhile
 *	sent		the last frame that was sent, in hexadecimal
 */
#include <linux/debugfs.h>
#include <linux/delay.h>
#include <linux/etherdevice.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/seq_file.h>
#include <linux/tick.h>
#include <linux/vmalloc.h>

#include "bench.h"

#define FRAMES_MAX	256
#define SAMPLES_MAX	8192
#define WARM_UP		512
#define WARM_UP_APART	8		/* if they are apart */

struct frame {
	u32 len;
	u8 bytes[BENCH_FRAME_MAX];
};

struct sample {
	u32 cycles;
	u32 sent;
};

static DEFINE_MUTEX(lock);	/* protects all of the next, and device.c, and probe.c */
static struct frame *frames;
static u32 n_frames;
static struct sample *samples;
static u32 n_samples;
static struct net_device *device;
static struct dentry *folder;

/* As a driver hands a small frame over: copied into one linear buffer. */
static struct sk_buff *received(const struct frame *f)
{
	struct sk_buff *skb = netdev_alloc_skb_ip_align(device, f->len);

	if (!skb)
		return NULL;
	skb_put_data(skb, f->bytes, f->len);
	skb->protocol = eth_type_trans(skb, device);
	return skb;
}

static int one(const struct frame *f, enum bench_end end, struct sample *s)
{
	u32 sent = bench_sent.frames;
	struct sk_buff *skb;
	s64 cycles;

	do {
		skb = received(f);
		if (!skb)
			return -ENOMEM;
		sent = bench_sent.frames;
		cycles = bench_probe(skb, end);
		cond_resched();
	} while (cycles < 0);
	s->cycles = cycles;
	s->sent = bench_sent.frames - sent;
	return 0;
}

/*
 * All frames alike, but not in turn: else it would always be the same one that
 * finds the allocator's cache empty. The factor is 2^32 by the golden ratio.
 */
static const struct frame *nth(u32 i)
{
	return &frames[(u64)(i * 2654435769U) * n_frames >> 32];
}

static int run(enum bench_end end, u32 n, u32 gap_ms)
{
	u32 i, warm_up = gap_ms ? WARM_UP_APART : WARM_UP;
	struct sample unused;
	int err = 0;

	if (!n_frames || !n || n > SAMPLES_MAX)
		return -EINVAL;
	n_samples = 0;
	memset(&bench_sent, 0, sizeof(bench_sent));
	for (i = 0; i < warm_up + n && !err; i++) {
		err = i < warm_up ? one(nth(i), end, &unused) :
				    one(nth(i - warm_up), end, &samples[i - warm_up]);
		if (gap_ms)
			msleep(gap_ms);
	}
	n_samples = i < warm_up ? 0 : i - warm_up;
	return err;
}

static int inject(u32 i)
{
	struct sk_buff *skb = received(nth(i));

	if (!skb)
		return -ENOMEM;
	local_bh_disable();
	netif_receive_skb(skb);
	local_bh_enable();
	return 0;
}

/* ns, that is instructions, which the only processor was not idle */
static u64 busy(void)
{
	u64 unused, now = ktime_get_ns();

	return now - get_cpu_idle_time_us(0, &unused) * NSEC_PER_USEC;
}

static int spread(bool frames_too, u32 n, u32 gap_ms)
{
	u64 begin = 0;
	int err = 0;
	u32 i;

	if (!n_frames || !n)
		return -EINVAL;
	memset(&bench_sent, 0, sizeof(bench_sent));
	bench_sent.keep = true;
	for (i = 0; i < WARM_UP_APART + n && !err; i++) {
		if (i == WARM_UP_APART) {
			bench_sent.frames = 0;
			begin = busy();
		}
		if (frames_too)
			err = inject(i);
		msleep(gap_ms);
	}
	samples[0].cycles = div_u64(busy() - begin, n);
	samples[0].sent = bench_sent.frames;
	n_samples = 1;
	bench_sent.keep = false;
	return err;
}

static int add(const char *hex)
{
	size_t len = strlen(hex) / 2;
	struct frame *f = &frames[n_frames];
	size_t i;

	if (n_frames == FRAMES_MAX || len < ETH_HLEN || len > BENCH_FRAME_MAX)
		return -EINVAL;
	for (i = 0; i < len; i++)
		if (sscanf(hex + 2 * i, "%2hhx", &f->bytes[i]) != 1)
			return -EINVAL;
	f->len = len;
	n_frames++;
	return 0;
}

static int obey(char *line)
{
	char *word = strsep(&line, " ");
	char *number;
	u32 n, gap = 0;

	if (!strcmp(word, "clear")) {
		n_frames = 0;
		return 0;
	}
	if (!line)
		return -EINVAL;
	if (!strcmp(word, "frame"))
		return add(line);
	number = strsep(&line, " ");
	if (kstrtou32(number, 10, &n) || (line && kstrtou32(line, 10, &gap)))
		return -EINVAL;
	if (!strcmp(word, "reply"))
		return run(BENCH_REPLY, n, gap);
	if (!strcmp(word, "drop"))
		return run(BENCH_DROP, n, gap);
	if (!strcmp(word, "nothing"))
		return run(BENCH_NOTHING, n, gap);
	if (!strcmp(word, "spread"))
		return spread(true, n, gap);
	if (!strcmp(word, "wait"))
		return spread(false, n, gap);
	return -EINVAL;
}

static ssize_t do_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	char *line = memdup_user_nul(buf, min_t(size_t, count, 4 * BENCH_FRAME_MAX));
	int err;

	if (IS_ERR(line))
		return PTR_ERR(line);
	mutex_lock(&lock);
	err = obey(strim(line));
	mutex_unlock(&lock);
	kfree(line);
	return err ?: count;
}

static const struct file_operations do_fops = {
	.owner	= THIS_MODULE,
	.write	= do_write,
};

static int samples_show(struct seq_file *m, void *unused)
{
	u32 i;

	mutex_lock(&lock);
	for (i = 0; i < n_samples; i++)
		seq_printf(m, "%u %u\n", samples[i].cycles, samples[i].sent);
	mutex_unlock(&lock);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(samples);

static int sent_show(struct seq_file *m, void *unused)
{
	u32 i;

	mutex_lock(&lock);
	for (i = 0; i < bench_sent.len; i++)
		seq_printf(m, "%02x", bench_sent.last[i]);
	seq_putc(m, '\n');
	mutex_unlock(&lock);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(sent);

static void release(void)
{
	vfree(samples);
	vfree(frames);
}

static int __init bench_init(void)
{
	int err = -ENOMEM;

	frames = vzalloc(array_size(FRAMES_MAX, sizeof(*frames)));
	samples = vzalloc(array_size(SAMPLES_MAX, sizeof(*samples)));
	if (!frames || !samples)
		goto err_free;
	device = bench_device_new();
	if (IS_ERR(device)) {
		err = PTR_ERR(device);
		goto err_free;
	}
	err = bench_probe_init(device);
	if (err)
		goto err_device;
	folder = debugfs_create_dir("bench", NULL);
	debugfs_create_file("do", 0200, folder, NULL, &do_fops);
	debugfs_create_file("samples", 0400, folder, NULL, &samples_fops);
	debugfs_create_file("sent", 0400, folder, NULL, &sent_fops);
	return 0;

err_device:
	bench_device_free(device);
err_free:
	release();
	return err;
}

static void __exit bench_exit(void)
{
	debugfs_remove(folder);
	bench_probe_exit();
	bench_device_free(device);
	release();
}

module_init(bench_init);
module_exit(bench_exit);
MODULE_DESCRIPTION("Counts instructions between two tracepoints");
MODULE_LICENSE("GPL");
