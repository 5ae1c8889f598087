/** What is wrong with a document: the violation, its place and its wording. */
package io.renwu.violation;
