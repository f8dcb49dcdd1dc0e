// SPDX-License-Identifier: GPL-2.0
/* The module: loaded, or why it may not be. */
#include <limits.h>
#include <string.h>
#include <sys/utsname.h>

#include "doctor.h"
#include "util.h"
#include "version.h"

#define SIGNED "~Module signature appended~"
#define SECURE_BOOT "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
#define ENROLL "mokutil --import /var/lib/dkms/mok.pub, reboot and enroll it"
#define BUILD_ANEW "dkms build --force and dkms install --force proxzzzy/" PROXZZZYCTL_VERSION

/* Whether it ends as a signed module does. */
static bool is_signed(struct doctor *d, const char *path)
{
	char full[PATH_MAX], end[sizeof(SIGNED) + 1] = "";
	bool found = false;
	FILE *f;

	snprintf(full, sizeof(full), "%s%s", d->root, path);
	f = fopen(full, "re");
	if (!f)
		return false;
	if (!fseek(f, -(long)sizeof(SIGNED), SEEK_END) && fread(end, 1, sizeof(SIGNED), f))
		found = !strncmp(end, SIGNED, sizeof(SIGNED) - 1);
	fclose(f);
	return found;
}

/* What makes the kernel refuse modules without a good signature; NULL: nothing. */
static const char *enforced(struct doctor *d)
{
	char text[128];

	/* 4 bytes of attributes, then the value */
	if (doctor_read(d, text, sizeof(text), SECURE_BOOT) && text[4] == 1)
		return "Secure Boot is on";
	if (doctor_read(d, text, sizeof(text), "/sys/kernel/security/lockdown") &&
	    (strstr(text, "[integrity]") || strstr(text, "[confidentiality]")))
		return "the kernel is locked down";
	if (doctor_read(d, text, sizeof(text), "/sys/module/module/parameters/sig_enforce") &&
	    *text == 'Y')
		return "the kernel takes only signed modules";
	return NULL;
}

static void release_of(struct doctor *d, char *release, size_t size)
{
	struct utsname u;

	if (doctor_read(d, release, size, "/proc/sys/kernel/osrelease"))
		return;
	uname(&u);
	snprintf(release, size, "%s", u.release);
}

static bool find(struct doctor *d, const char *release, char *path, size_t size, bool *compressed)
{
	static const char *const places[] = { "updates/dkms", "updates", "extra" };
	static const char *const ends[] = { "", ".xz", ".zst", ".gz" };

	for (size_t i = 0; i < ARRAY_SIZE(places); i++)
		for (size_t j = 0; j < ARRAY_SIZE(ends); j++) {
			snprintf(path, size, "/lib/modules/%s/%s/proxzzzy.ko%s", release, places[i],
				 ends[j]);
			*compressed = j > 0;
			if (doctor_exists(d, "%s", path))
				return true;
		}
	return false;
}

static void on_disk(struct doctor *d)
{
	char release[65], path[256];
	const char *why;
	bool compressed;

	release_of(d, release, sizeof(release));
	why = enforced(d);
	if (!find(d, release, path, sizeof(path), &compressed))
		doctor_say(d, FINDING_BAD, "module",
			   "install proxzzzy-dkms and the headers of the running kernel (linux-headers-amd64)",
			   "the module is not installed for kernel %s", release);
	else if (!why)
		doctor_say(d, FINDING_BAD, "module", "modprobe proxzzzy",
			   "the module is installed but not loaded");
	else if (!compressed && !is_signed(d, path))
		doctor_say(d, FINDING_BAD, "module",
			   BUILD_ANEW ", which sign it with DKMS's key; then " ENROLL,
			   "%s, and %s is not signed", why, path);
	else
		doctor_say(d, FINDING_BAD, "module",
			   "modprobe proxzzzy; if its key is rejected: " ENROLL,
			   "the module is installed but not loaded, and %s", why);
}

void doctor_module(struct doctor *d)
{
	if (doctor_exists(d, "/sys/module/proxzzzy"))
		doctor_say(d, FINDING_GOOD, "module", NULL, "the module is loaded");
	else
		on_disk(d);
}
