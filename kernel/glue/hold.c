// SPDX-License-Identifier: GPL-2.0
/*
 * Keeping a network device out of suspend from outside its driver: the PM core
 * skips devices with the syscore flag, and suspend_device_irqs() skips
 * interrupts that look like nested threads.
 */
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/pci.h>
#include <linux/phy.h>
#include <linux/pm_runtime.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>

#include "glue.h"

#define DEVS_MAX	128
#define IRQS_MAX	1024

#define SHARED_LINE \
	"its device shares an interrupt line with others; a driver that uses MSI is needed"
#define NOT_ON_PCI \
	"its device is neither on PCI nor on USB below PCI: no way is known to keep its interrupts alive"
#define WIRELESS \
	"a Wi-Fi interface loses its association in suspend; only Ethernet can be kept awake"
#define THUNDERBOLT \
	"its device hangs on Thunderbolt, whose controller is suspended; it cannot be kept awake"
#define NO_DEVICE \
	"there is no physical device under it that could be kept awake; set 's2idle off' for a proxy that is only started by command"

struct pzz_hold {
	struct list_head orphan;	/* in sleep.c's list of them */
	unsigned int n_devs;
	unsigned int n_irqs;
	bool taken;
	bool irqs_on;
	bool needs_timers;
	struct device *dev[DEVS_MAX];	/* referenced */
	bool ours[DEVS_MAX];		/* we set its flag */
	unsigned int irq[IRQS_MAX];
};

struct search {
	struct pzz_hold *hold;
	const char *why;
};

static bool add_dev(struct search *s, struct device *dev)
{
	struct pzz_hold *hold = s->hold;
	unsigned int i;

	for (i = 0; i < hold->n_devs; i++)
		if (hold->dev[i] == dev)
			return true;
	if (hold->n_devs == DEVS_MAX) {
		s->why = "more than 128 devices would have to be kept awake for this interface";
		return false;
	}
	hold->dev[hold->n_devs++] = get_device(dev);
	return true;
}

static bool add_ancestors(struct search *s, struct device *dev)
{
	for (; dev; dev = dev->parent)
		if (!add_dev(s, dev))
			return false;
	return true;
}

static bool add_irq(struct search *s, unsigned int irq)
{
	if (s->hold->n_irqs == IRQS_MAX) {
		s->why = "more than 1024 interrupts would have to be kept alive for this interface";
		return false;
	}
	s->hold->irq[s->hold->n_irqs++] = irq;
	return true;
}

static bool is_shared(unsigned int irq)
{
	struct irq_data *data = irq_get_irq_data(irq);
	struct irq_desc *desc;
	unsigned long flags;
	bool shared;

	if (!data)
		return false;
	desc = irq_data_to_desc(data);
	raw_spin_lock_irqsave(&desc->lock, flags);
	shared = desc->action && desc->action->next;
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	return shared;
}

static bool add_irqs(struct search *s, struct pci_dev *pdev)
{
	int i, irq, n;

	if (pdev->msi_enabled || pdev->msix_enabled) {
		n = pdev->msix_enabled ? pci_msix_vec_count(pdev) : pci_msi_vec_count(pdev);
		for (i = 0; i < n; i++) {
			irq = pci_irq_vector(pdev, i);	/* not all need to be there */
			if (irq > 0 && !add_irq(s, irq))
				return false;
		}
		return true;
	}
	if (!pdev->irq) {
		s->why = "its device has no interrupt that could be kept alive";
		return false;
	}
	if (is_shared(pdev->irq)) {
		s->why = SHARED_LINE;
		return false;
	}
	return add_irq(s, pdev->irq);
}

/* Its own power management would take the association down. */
static bool is_wireless(const struct net_device *dev)
{
#if IS_ENABLED(CONFIG_CFG80211)
	return dev->ieee80211_ptr;
#else
	return false;
#endif
}

/*
 * Some drivers on USB (cdc_ncm) send, and NAPI with deferred interrupts
 * receives, only when a timer says so.
 */
static bool wants_timers(const struct net_device *dev)
{
	const struct bus_type *bus = dev->dev.parent->bus;

	return READ_ONCE(dev->gro_flush_timeout) || (bus && !strcmp(bus->name, "usb"));
}

/* Called for the netdev itself and for each one below it; those without a parent are software. */
static int add_netdev(struct net_device *dev, struct netdev_nested_priv *priv)
{
	struct search *s = priv->data;
	struct device *d;

	if (!dev->dev.parent)
		return 0;
	if (is_wireless(dev)) {
		s->why = WIRELESS;
		return -EOPNOTSUPP;
	}
	for (d = dev->dev.parent; d && !dev_is_pci(d);)
		d = d->parent;
	if (!d) {
		s->why = NOT_ON_PCI;
		return -EOPNOTSUPP;
	}
	if (pci_is_thunderbolt_attached(to_pci_dev(d))) {
		s->why = THUNDERBOLT;
		return -EOPNOTSUPP;
	}
	if (!add_ancestors(s, dev->dev.parent) || !add_irqs(s, to_pci_dev(d)))
		return -EOPNOTSUPP;
	s->hold->needs_timers |= wants_timers(dev);
	if (dev->phydev && !add_ancestors(s, &dev->phydev->mdio.dev))
		return -EOPNOTSUPP;
	return 0;
}

struct pzz_hold *pzz_hold_new(struct net_device *dev, const char **why)
{
	struct search s = { .why = "no memory" };
	struct netdev_nested_priv priv = { .data = &s };
	int err;

	ASSERT_RTNL();
	s.hold = kvzalloc(sizeof(*s.hold), GFP_KERNEL);
	if (!s.hold)
		goto fail;
	INIT_LIST_HEAD(&s.hold->orphan);

	err = add_netdev(dev, &priv);
	if (!err)
		err = netdev_walk_all_lower_dev(dev, add_netdev, &priv);
	if (!err && !s.hold->n_devs) {
		s.why = NO_DEVICE;
		err = -EOPNOTSUPP;
	}
	if (!err)
		return s.hold;
fail:
	pzz_hold_free(s.hold);
	*why = s.why;
	return NULL;
}

void pzz_hold_free(struct pzz_hold *hold)
{
	unsigned int i;

	if (!hold)
		return;
	WARN_ON_ONCE(hold->taken);
	for (i = 0; i < hold->n_devs; i++)
		put_device(hold->dev[i]);
	kvfree(hold);
}

/*
 * ORDER: outside of dpm_prepare()..dpm_complete(), which pair a runtime PM
 * reference on the flag. The reference taken here keeps runtime suspend away,
 * as theirs would have.
 */
void pzz_hold_take(struct pzz_hold *hold)
{
	unsigned int i;

	for (i = 0; i < hold->n_devs; i++) {
		pm_runtime_get_sync(hold->dev[i]);
		hold->ours[i] = !hold->dev[i]->power.syscore;
		if (hold->ours[i])
			dev_pm_syscore_device(hold->dev[i], true);
	}
	hold->taken = true;
}

void pzz_hold_release(struct pzz_hold *hold)
{
	unsigned int i;

	if (!hold->taken)
		return;
	pzz_hold_irqs(hold, false);
	for (i = hold->n_devs; i-- > 0;) {
		if (hold->ours[i])
			dev_pm_syscore_device(hold->dev[i], false);
		pm_runtime_put(hold->dev[i]);
	}
	hold->taken = false;
}

/*
 * Only while user space is frozen: a driver that requests such an interrupt
 * anew, as it may when the interface is reconfigured, would be refused.
 */
void pzz_hold_irqs(struct pzz_hold *hold, bool on)
{
	unsigned int i;

	if (xchg(&hold->irqs_on, on) == on)
		return;
	for (i = 0; i < hold->n_irqs; i++) {
		if (on)
			irq_modify_status(hold->irq[i], 0, IRQ_NESTED_THREAD);
		else
			irq_modify_status(hold->irq[i], IRQ_NESTED_THREAD, 0);
	}
}

void pzz_hold_orphan(struct pzz_hold *hold, struct list_head *list)
{
	list_add(&hold->orphan, list);
}

bool pzz_hold_needs_timers(const struct pzz_hold *hold)
{
	return hold->needs_timers;
}

struct pzz_hold *pzz_hold_adopt(struct list_head *list)
{
	struct pzz_hold *hold = list_first_entry_or_null(list, struct pzz_hold, orphan);

	if (hold)
		list_del_init(&hold->orphan);
	return hold;
}

const char *pzz_hold_name(const struct pzz_hold *hold, unsigned int i)
{
	return hold && i < hold->n_devs ? dev_name(hold->dev[i]) : NULL;
}
