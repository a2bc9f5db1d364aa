/**
 * How people and scripts prove who they are on the administration port: passwords, sign-in
 * sessions, personal tokens.
 *
 * <p>Start at {@link dev.compresh.account.signin.SignIn}. Secrets are stored as hashes only. Must
 * not know HTTP.
 */
@NullMarked
package dev.compresh.account.signin;

import org.jspecify.annotations.NullMarked;
