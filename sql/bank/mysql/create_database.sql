-- The database of one bank. {database}: its name.
-- SPDX-License-Identifier: Apache-2.0
CREATE DATABASE IF NOT EXISTS {database}
