-- Empties a table of a service. {table}: its name.
-- SPDX-License-Identifier: Apache-2.0
DELETE FROM {table}
