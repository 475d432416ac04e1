-- What follows may be taken back by itself. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
savepoint audited;
