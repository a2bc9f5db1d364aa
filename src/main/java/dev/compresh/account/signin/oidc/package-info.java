/**
 * Sign-in through an OpenID Connect provider: authorization code flow with PKCE, verified ID
 * tokens, and users who come and go with their groups.
 *
 * <p>Start at {@link dev.compresh.account.signin.oidc.OidcSignIn}. Nothing of a sign-in under way
 * is stored: {@link dev.compresh.account.signin.oidc.LoginFlow} derives all of it from the
 * browser's cookie. Must not know HTTP: {@link dev.compresh.account.signin.oidc.ProviderTransport}
 * is handed in.
 */
@NullMarked
package dev.compresh.account.signin.oidc;

import org.jspecify.annotations.NullMarked;
