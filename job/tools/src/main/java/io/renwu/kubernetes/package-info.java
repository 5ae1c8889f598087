/** Builds the Kubernetes manifests of both jobs from templates and a file of values. */
package io.renwu.kubernetes;
