// The lists. Sources: "Keywords and Reserved Words" and "Function Name Parsing and Resolution" of the MySQL 8.0 manual, MariaDB's
// reserved words and its information_schema.SQL_FUNCTIONS (10.11). Left out on purpose: FOUND_ROWS and ROW_COUNT (AT's own statements
// change what they say), LOAD_FILE, functions of replication, sequences, and whatever runs or loads code.
// SPDX-License-Identifier: Apache-2.0
#include "shared/statement/words.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace txdesk::statement {
namespace {

using namespace std::string_view_literals;

constexpr std::array reservedWords{
    "ADD"sv, "ALL"sv, "ALTER"sv, "ANALYZE"sv, "AND"sv, "AS"sv, "ASC"sv, "ASENSITIVE"sv, "BEFORE"sv, "BETWEEN"sv, "BIGINT"sv,
    "BINARY"sv, "BLOB"sv, "BOTH"sv, "BY"sv, "CALL"sv, "CASCADE"sv, "CASE"sv, "CHANGE"sv, "CHAR"sv, "CHARACTER"sv, "CHECK"sv,
    "COLLATE"sv, "COLUMN"sv, "CONDITION"sv, "CONSTRAINT"sv, "CONTINUE"sv, "CONVERT"sv, "CREATE"sv, "CROSS"sv, "CURRENT_DATE"sv,
    "CURRENT_TIME"sv, "CURRENT_TIMESTAMP"sv, "CURRENT_USER"sv, "CURSOR"sv, "DATABASE"sv, "DATABASES"sv, "DAY_HOUR"sv,
    "DAY_MICROSECOND"sv, "DAY_MINUTE"sv, "DAY_SECOND"sv, "DEC"sv, "DECIMAL"sv, "DECLARE"sv, "DEFAULT"sv, "DELAYED"sv,
    "DELETE"sv, "DESC"sv, "DESCRIBE"sv, "DETERMINISTIC"sv, "DISTINCT"sv, "DISTINCTROW"sv, "DIV"sv, "DOUBLE"sv, "DROP"sv,
    "DUAL"sv, "EACH"sv, "ELSE"sv, "ELSEIF"sv, "ENCLOSED"sv, "ESCAPED"sv, "EXCEPT"sv, "EXISTS"sv, "EXIT"sv, "EXPLAIN"sv,
    "FALSE"sv, "FETCH"sv, "FLOAT"sv, "FLOAT4"sv, "FLOAT8"sv, "FOR"sv, "FORCE"sv, "FOREIGN"sv, "FROM"sv, "FULLTEXT"sv, "GRANT"sv,
    "GROUP"sv, "HAVING"sv, "HIGH_PRIORITY"sv, "HOUR_MICROSECOND"sv, "HOUR_MINUTE"sv, "HOUR_SECOND"sv, "IF"sv, "IGNORE"sv,
    "IN"sv, "INDEX"sv, "INFILE"sv, "INNER"sv, "INOUT"sv, "INSENSITIVE"sv, "INSERT"sv, "INT"sv, "INT1"sv, "INT2"sv, "INT3"sv,
    "INT4"sv, "INT8"sv, "INTEGER"sv, "INTERSECT"sv, "INTERVAL"sv, "INTO"sv, "IS"sv, "ITERATE"sv, "JOIN"sv, "KEY"sv, "KEYS"sv,
    "KILL"sv, "LEADING"sv, "LEAVE"sv, "LEFT"sv, "LIKE"sv, "LIMIT"sv, "LINEAR"sv, "LINES"sv, "LOAD"sv, "LOCALTIME"sv,
    "LOCALTIMESTAMP"sv, "LOCK"sv, "LONG"sv, "LONGBLOB"sv, "LONGTEXT"sv, "LOOP"sv, "LOW_PRIORITY"sv, "MATCH"sv, "MAXVALUE"sv,
    "MEDIUMBLOB"sv, "MEDIUMINT"sv, "MEDIUMTEXT"sv, "MIDDLEINT"sv, "MINUTE_MICROSECOND"sv, "MINUTE_SECOND"sv, "MOD"sv,
    "MODIFIES"sv, "NATURAL"sv, "NOT"sv, "NO_WRITE_TO_BINLOG"sv, "NULL"sv, "NUMERIC"sv, "ON"sv, "OPTIMIZE"sv, "OPTION"sv,
    "OPTIONALLY"sv, "OR"sv, "ORDER"sv, "OUT"sv, "OUTER"sv, "OUTFILE"sv, "OVER"sv, "PARTITION"sv, "PRECISION"sv, "PRIMARY"sv,
    "PROCEDURE"sv, "PURGE"sv, "RANGE"sv, "READ"sv, "READS"sv, "READ_WRITE"sv, "REAL"sv, "RECURSIVE"sv, "REFERENCES"sv,
    "REGEXP"sv, "RELEASE"sv, "RENAME"sv, "REPEAT"sv, "REPLACE"sv, "REQUIRE"sv, "RESIGNAL"sv, "RESTRICT"sv, "RETURN"sv,
    "REVOKE"sv, "RIGHT"sv, "RLIKE"sv, "SCHEMA"sv, "SCHEMAS"sv, "SECOND_MICROSECOND"sv, "SELECT"sv, "SENSITIVE"sv, "SEPARATOR"sv,
    "SET"sv, "SHOW"sv, "SIGNAL"sv, "SMALLINT"sv, "SPATIAL"sv, "SPECIFIC"sv, "SQL"sv, "SQLEXCEPTION"sv, "SQLSTATE"sv,
    "SQLWARNING"sv, "SSL"sv, "STARTING"sv, "STRAIGHT_JOIN"sv, "TABLE"sv, "TERMINATED"sv, "THEN"sv, "TINYBLOB"sv, "TINYINT"sv,
    "TINYTEXT"sv, "TO"sv, "TRAILING"sv, "TRIGGER"sv, "TRUE"sv, "UNDO"sv, "UNION"sv, "UNIQUE"sv, "UNLOCK"sv, "UNSIGNED"sv,
    "UPDATE"sv, "USAGE"sv, "USE"sv, "USING"sv, "UTC_DATE"sv, "UTC_TIME"sv, "UTC_TIMESTAMP"sv, "VALUES"sv, "VARBINARY"sv,
    "VARCHAR"sv, "VARCHARACTER"sv, "VARYING"sv, "WHEN"sv, "WHERE"sv, "WHILE"sv, "WITH"sv, "WRITE"sv, "XOR"sv, "YEAR_MONTH"sv,
    "ZEROFILL"sv,
};

constexpr std::array stableFunctions{
    "ABS"sv, "ACOS"sv, "ADDDATE"sv, "ADDTIME"sv, "ADD_MONTHS"sv, "AES_DECRYPT"sv, "AES_ENCRYPT"sv, "AGAINST"sv, "ANY_VALUE"sv,
    "ASCII"sv, "ASIN"sv, "ATAN"sv, "ATAN2"sv, "BIN"sv, "BIN_TO_UUID"sv, "BIT_COUNT"sv, "BIT_LENGTH"sv, "CAST"sv, "CEIL"sv,
    "CEILING"sv, "CHAR"sv, "CHARACTER_LENGTH"sv, "CHARSET"sv, "CHAR_LENGTH"sv, "CHR"sv, "COALESCE"sv, "COERCIBILITY"sv,
    "COLLATION"sv, "COMPRESS"sv, "CONCAT"sv, "CONCAT_WS"sv, "CONNECTION_ID"sv, "CONV"sv, "CONVERT"sv, "CONVERT_TZ"sv, "COS"sv,
    "COT"sv, "CRC32"sv, "CRC32C"sv, "CUME_DIST"sv, "CURRENT_ROLE"sv, "CURRENT_USER"sv, "DATABASE"sv, "DATE"sv, "DATEDIFF"sv,
    "DATE_ADD"sv, "DATE_FORMAT"sv, "DATE_SUB"sv, "DAY"sv, "DAYNAME"sv, "DAYOFMONTH"sv, "DAYOFWEEK"sv, "DAYOFYEAR"sv,
    "DEFAULT"sv, "DEGREES"sv, "DENSE_RANK"sv, "ELT"sv, "EXP"sv, "EXPORT_SET"sv, "EXTRACT"sv, "EXTRACTVALUE"sv, "FIELD"sv,
    "FIND_IN_SET"sv, "FIRST_VALUE"sv, "FLOOR"sv, "FORMAT"sv, "FORMAT_BYTES"sv, "FROM_BASE64"sv, "FROM_DAYS"sv,
    "FROM_UNIXTIME"sv, "GET_FORMAT"sv, "GREATEST"sv, "GROUPING"sv, "HEX"sv, "HOUR"sv, "IF"sv, "IFNULL"sv, "INET6_ATON"sv,
    "INET6_NTOA"sv, "INET_ATON"sv, "INET_NTOA"sv, "INSERT"sv, "INSTR"sv, "INTERVAL"sv, "ISNULL"sv, "IS_IPV4"sv,
    "IS_IPV4_COMPAT"sv, "IS_IPV4_MAPPED"sv, "IS_IPV6"sv, "IS_UUID"sv, "JSON_ARRAY"sv, "JSON_ARRAY_APPEND"sv,
    "JSON_ARRAY_INSERT"sv, "JSON_COMPACT"sv, "JSON_CONTAINS"sv, "JSON_CONTAINS_PATH"sv, "JSON_DEPTH"sv, "JSON_DETAILED"sv,
    "JSON_EQUALS"sv, "JSON_EXISTS"sv, "JSON_EXTRACT"sv, "JSON_INSERT"sv, "JSON_KEYS"sv, "JSON_LENGTH"sv, "JSON_LOOSE"sv,
    "JSON_MERGE"sv, "JSON_MERGE_PATCH"sv, "JSON_MERGE_PRESERVE"sv, "JSON_NORMALIZE"sv, "JSON_OBJECT"sv, "JSON_OVERLAPS"sv,
    "JSON_PRETTY"sv, "JSON_QUERY"sv, "JSON_QUOTE"sv, "JSON_REMOVE"sv, "JSON_REPLACE"sv, "JSON_SEARCH"sv, "JSON_SET"sv,
    "JSON_TYPE"sv, "JSON_UNQUOTE"sv, "JSON_VALID"sv, "JSON_VALUE"sv, "LAG"sv, "LAST_DAY"sv, "LAST_VALUE"sv, "LCASE"sv, "LEAD"sv,
    "LEAST"sv, "LEFT"sv, "LENGTH"sv, "LENGTHB"sv, "LN"sv, "LOCATE"sv, "LOG"sv, "LOG10"sv, "LOG2"sv, "LOWER"sv, "LPAD"sv,
    "LTRIM"sv, "MAKEDATE"sv, "MAKETIME"sv, "MAKE_SET"sv, "MD5"sv, "MICROSECOND"sv, "MID"sv, "MINUTE"sv, "MOD"sv, "MONTH"sv,
    "MONTHNAME"sv, "NAME_CONST"sv, "NATURAL_SORT_KEY"sv, "NTH_VALUE"sv, "NTILE"sv, "NULLIF"sv, "NVL"sv, "NVL2"sv, "OCT"sv,
    "OCTET_LENGTH"sv, "ORD"sv, "PERCENTILE_CONT"sv, "PERCENTILE_DISC"sv, "PERCENT_RANK"sv, "PERIOD_ADD"sv, "PERIOD_DIFF"sv,
    "PI"sv, "POSITION"sv, "POW"sv, "POWER"sv, "QUARTER"sv, "QUOTE"sv, "RADIANS"sv, "RANK"sv, "REGEXP_INSTR"sv, "REGEXP_LIKE"sv,
    "REGEXP_REPLACE"sv, "REGEXP_SUBSTR"sv, "REPEAT"sv, "REPLACE"sv, "REVERSE"sv, "RIGHT"sv, "ROUND"sv, "ROW"sv, "ROW_NUMBER"sv,
    "RPAD"sv, "RTRIM"sv, "SCHEMA"sv, "SECOND"sv, "SEC_TO_TIME"sv, "SESSION_USER"sv, "SHA"sv, "SHA1"sv, "SHA2"sv, "SIGN"sv,
    "SIN"sv, "SOUNDEX"sv, "SPACE"sv, "SQRT"sv, "STRCMP"sv, "STR_TO_DATE"sv, "SUBDATE"sv, "SUBSTR"sv, "SUBSTRING"sv,
    "SUBSTRING_INDEX"sv, "SUBTIME"sv, "SYSTEM_USER"sv, "TAN"sv, "TIME"sv, "TIMEDIFF"sv, "TIMESTAMP"sv, "TIMESTAMPADD"sv,
    "TIMESTAMPDIFF"sv, "TIME_FORMAT"sv, "TIME_TO_SEC"sv, "TO_BASE64"sv, "TO_CHAR"sv, "TO_DAYS"sv, "TO_SECONDS"sv, "TRIM"sv,
    "TRUNCATE"sv, "UCASE"sv, "UNCOMPRESS"sv, "UNCOMPRESSED_LENGTH"sv, "UNHEX"sv, "UPDATEXML"sv, "UPPER"sv, "USER"sv,
    "UUID_TO_BIN"sv, "VALUE"sv, "VALUES"sv, "VERSION"sv, "WEEK"sv, "WEEKDAY"sv, "WEEKOFYEAR"sv, "WEIGHT_STRING"sv, "YEAR"sv,
    "YEARWEEK"sv,
};

constexpr std::array aggregateFunctions{
    "AVG"sv, "BIT_AND"sv, "BIT_OR"sv, "BIT_XOR"sv, "COUNT"sv, "GROUP_CONCAT"sv, "JSON_ARRAYAGG"sv, "JSON_OBJECTAGG"sv, "MAX"sv,
    "MEDIAN"sv, "MIN"sv, "STD"sv, "STDDEV"sv, "STDDEV_POP"sv, "STDDEV_SAMP"sv, "SUM"sv, "VARIANCE"sv, "VAR_POP"sv, "VAR_SAMP"sv,
};

constexpr std::array clockFunctions{
    "CURDATE"sv, "CURRENT_DATE"sv, "CURRENT_TIME"sv, "CURRENT_TIMESTAMP"sv, "CURTIME"sv, "LOCALTIME"sv, "LOCALTIMESTAMP"sv,
    "NOW"sv, "UNIX_TIMESTAMP"sv, "UTC_DATE"sv, "UTC_TIME"sv, "UTC_TIMESTAMP"sv,
};

constexpr std::array volatileFunctions{
    "BENCHMARK"sv, "GET_LOCK"sv, "IS_FREE_LOCK"sv, "IS_USED_LOCK"sv, "LAST_INSERT_ID"sv, "RAND"sv, "RANDOM_BYTES"sv,
    "RELEASE_ALL_LOCKS"sv, "RELEASE_LOCK"sv, "SLEEP"sv, "SYSDATE"sv, "SYS_GUID"sv, "UUID"sv, "UUID_SHORT"sv,
};

constexpr std::array touchingFunctions{
    "ADDDATE"sv, "BIT_AND"sv, "BIT_OR"sv, "BIT_XOR"sv, "CAST"sv, "COUNT"sv, "CURDATE"sv, "CURTIME"sv, "DATE_ADD"sv,
    "DATE_SUB"sv, "EXTRACT"sv, "GROUP_CONCAT"sv, "MAX"sv, "MID"sv, "MIN"sv, "NOW"sv, "POSITION"sv, "SESSION_USER"sv, "STD"sv,
    "STDDEV"sv, "STDDEV_POP"sv, "STDDEV_SAMP"sv, "SUBDATE"sv, "SUBSTR"sv, "SUBSTRING"sv, "SUM"sv, "SYSDATE"sv, "SYSTEM_USER"sv,
    "TRIM"sv, "VARIANCE"sv, "VAR_POP"sv, "VAR_SAMP"sv,
};

static_assert(std::ranges::is_sorted(reservedWords) && std::ranges::is_sorted(stableFunctions));
static_assert(std::ranges::is_sorted(aggregateFunctions) && std::ranges::is_sorted(clockFunctions));
static_assert(std::ranges::is_sorted(volatileFunctions) && std::ranges::is_sorted(touchingFunctions));

template<std::size_t N>
bool holdsWord(const std::array<std::string_view, N> &list, QByteArrayView word)
{
    return std::ranges::binary_search(list, std::string_view(word.data(), static_cast<std::size_t>(word.size())));
}

} // namespace

bool isReserved(QByteArrayView word)
{
    return holdsWord(reservedWords, word);
}

std::optional<FunctionClass> functionClass(QByteArrayView word)
{
    if (holdsWord(stableFunctions, word))
        return FunctionClass::Stable;
    if (holdsWord(aggregateFunctions, word))
        return FunctionClass::Aggregate;
    if (holdsWord(clockFunctions, word))
        return FunctionClass::Clock;
    if (holdsWord(volatileFunctions, word))
        return FunctionClass::Volatile;
    return std::nullopt;
}

bool mustTouchParenthesis(QByteArrayView word)
{
    return holdsWord(touchingFunctions, word);
}

} // namespace txdesk::statement
