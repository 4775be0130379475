/**
 * Pages over HTTP: what a request asks for, read strictly, and what is wrong with it,
 * told as a problem that names the parameter. Responses say where other pages are.
 * <p>
 * Parameters of a request enter; a {@code Pageable} leaves, or a problem in the format of
 * RFC 9457. Used where an application has Spring MVC.
 */
@NullMarked
package io.masterrecord.web;

import org.jspecify.annotations.NullMarked;
