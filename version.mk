# SPDX-License-Identifier: GPL-2.0
# The version, written once.
PZZ_VERSION := 0.1.0
