// SPDX-License-Identifier: GPL-2.0
/* The frame of a wake record: any bytes are shown in one printable line. */
#include <stdlib.h>

#include "decode.h"
#include "util.h"

/* the name that libFuzzer calls */
int fuzz(const u8 *data, size_t size) __asm__("LLVMFuzzerTestOneInput");

int fuzz(const u8 *data, size_t size)
{
	struct util_text t;

	util_text_open(&t);
	decode_frame(t.f, data, size);
	util_text_close(&t);
	for (size_t i = 0; i < t.len; i++)
		if (t.s[i] < ' ' || t.s[i] > '~')
			abort();
	if (!t.len)
		abort();
	free(t.s);
	return 0;
}
