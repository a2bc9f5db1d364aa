/**
 * Checks of the requests for strict models, field by field, on the bytes that the client sent.
 *
 * <p>Start at {@link dev.compresh.proxy.parameter.ParameterCheck}. Knows fields of bodies and
 * entries of the catalogue; must not know how a request came or where it goes.
 */
@NullMarked
package dev.compresh.proxy.parameter;

import org.jspecify.annotations.NullMarked;
