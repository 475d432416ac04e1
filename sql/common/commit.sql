-- Makes the group durable. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
commit;
