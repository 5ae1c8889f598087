/** The manifests of both jobs for Kubernetes, from templates and a file of values. */
package io.renwu.kubernetes;
