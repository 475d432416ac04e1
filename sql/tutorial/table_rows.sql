-- Everything in a table of a service, for a person. {table}: its name.
-- SPDX-License-Identifier: Apache-2.0
SELECT * FROM {table} ORDER BY 1
