/**
 * Organisations and users as people administer them: who may change whom, and what must stay.
 *
 * <p>Start at {@link dev.compresh.account.admin.UserAdmin}. Rules are checked in the transaction of
 * the change, so that two at once can't get around them.
 */
@NullMarked
package dev.compresh.account.admin;

import org.jspecify.annotations.NullMarked;
