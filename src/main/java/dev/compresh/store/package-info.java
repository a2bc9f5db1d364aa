/**
 * The program's data: one embedded SQLite file, or a PostgreSQL server that several instances
 * share; written by one thread with group commit.
 *
 * <p>Start at {@link dev.compresh.store.Database}. The only package that knows SQL drivers; knows
 * no other package. Features write their SQL on JDBI's {@code Handle}, in words that PostgreSQL
 * understands as well; their tables are made by the numbered files under {@code db/}.
 */
@NullMarked
package dev.compresh.store;

import org.jspecify.annotations.NullMarked;
