// The back end of made-up transactions, for tests of the list: it lives beside the demo that uses it, too.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "console/synthetic/synthetic_link.h"
