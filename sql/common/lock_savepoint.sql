-- What follows may be taken back by itself; within what is audited, too. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
savepoint locked;
