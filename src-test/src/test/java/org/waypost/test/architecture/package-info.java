/** Rules about the code of all modules, which fail the build. */
package org.waypost.test.architecture;
