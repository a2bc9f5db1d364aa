/** Tests of sign-in through an identity provider, with tokens signed here. */
@NullMarked
package dev.compresh.account.signin.oidc;

import org.jspecify.annotations.NullMarked;
