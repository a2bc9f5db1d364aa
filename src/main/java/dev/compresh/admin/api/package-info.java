/**
 * How the administration API is declared, dispatched and described.
 *
 * <p>Start at {@link dev.compresh.admin.api.AdminRoute}: a declaration from which requests are
 * checked, answers are described and the OpenAPI document is made. {@link
 * dev.compresh.admin.api.AdminApi} dispatches. Must not know any feature; the routes of features
 * are next to this package.
 */
@NullMarked
package dev.compresh.admin.api;

import org.jspecify.annotations.NullMarked;
