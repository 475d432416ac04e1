-- What was done since the savepoint stays, if the group does. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
release savepoint locked;
