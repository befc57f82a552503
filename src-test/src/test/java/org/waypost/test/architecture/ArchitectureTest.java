/*
 * Copyright 2026 the Waypost authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package org.waypost.test.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.ENUMS;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.RECORDS;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.ObjectInputStream;
import org.junit.jupiter.api.Test;

/** What may know what. */
class ArchitectureTest {

  @Test
  void theApiKnowsNothingOfTheProduct() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.waypost..").and(not(resideInAPackage("org.waypost.api.."))))
        .check(Modules.API);
  }

  @Test
  void theApiKnowsJakartaAtMost() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.waypost.api..", "java..", "jakarta..")
        .check(Modules.API);
  }

  @Test
  void theSmtpProtocolKnowsNoJakartaType() {
    noClasses()
        .that()
        .resideInAPackage("org.waypost.smtp..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta..", "org.waypost.ra..")
        .check(Modules.RA);
  }

  @Test
  void theRelayKnowsNeitherNettyNorAJmsProvider() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.netty..", "org.apache.activemq..", "org.apache.artemis..", "fish.payara..")
        .check(Modules.EJB);
  }

  @Test
  void theRelayKnowsNoServer() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("fish.payara..", "com.sun..", "org.glassfish..", "org.jboss..")
        .check(Modules.ALL);
  }

  @Test
  void theAdaptersAreIndependent() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.waypost..")
                .and(not(resideInAPackage("org.waypost.api..")))
                .and(not(resideInAPackage("org.waypost.smtp..")))
                .and(not(resideInAPackage("org.waypost.ra.."))))
        .check(Modules.RA);
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.waypost..")
                .and(not(resideInAPackage("org.waypost.api..")))
                .and(not(resideInAPackage("org.waypost.broker.."))))
        .check(Modules.BROKER);
  }

  @Test
  void thePluginsKnowTheApiAlone() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.waypost..")
                .and(not(resideInAPackage("org.waypost.api..")))
                .and(not(resideInAPackage("org.waypost.plugins.."))))
        .check(Modules.PLUGINS);
    slices().matching("org.waypost.plugins.(*)..").should().beFreeOfCycles().check(Modules.PLUGINS);
  }

  @Test
  void theConsoleIsThin() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "javax.sql..",
            "jakarta.jms..",
            "jakarta.persistence..",
            "org.waypost.store..",
            "org.waypost.queue..",
            "org.waypost.delivery..",
            "org.waypost.intake..",
            "org.waypost.smtpclient..",
            "org.waypost.dns..",
            "org.waypost.bounce..",
            "org.waypost.node..")
        .check(Modules.WEB);
  }

  @Test
  void theConsoleKnowsInterfacesAndValues() {
    classes()
        .that()
        .resideInAPackage("org.waypost.web..")
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("org.waypost.."))
                .or(resideInAPackage("org.waypost.web.."))
                .or(resideInAPackage("org.waypost.api.."))
                .or(INTERFACES)
                .or(ENUMS)
                .or(describe("arrays", JavaClass::isArray))
                .or(RECORDS)
                .or(assignableTo(Throwable.class)))
        .check(Modules.ALL);
  }

  @Test
  void dependenciesBetweenPackagesRunOneWay() {
    slices().matching("org.waypost.(*)..").should().beFreeOfCycles().check(Modules.EJB);
    slices().matching("org.waypost.api.(*)..").should().beFreeOfCycles().check(Modules.API);
    slices().matching("org.waypost.web.(*)..").should().beFreeOfCycles().check(Modules.WEB);
    slices().matching("org.waypost.(*)..").should().beFreeOfCycles().check(Modules.RA);
  }

  @Test
  void namesSayWhatAThingDoes() {
    noClasses()
        .should()
        .resideInAnyPackage(
            "..util..",
            "..utils..",
            "..common..",
            "..helper..",
            "..helpers..",
            "..manager..",
            "..impl..",
            "..dto..",
            "..misc..")
        .check(Modules.ALL);
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Common|Helper|Helpers|Manager|Impl|Dto)(\\$.*)?")
        .check(Modules.ALL);
  }

  @Test
  void noStaticStateChanges() {
    fields().that().areStatic().should().beFinal().check(Modules.ALL);
  }

  @Test
  void onlyTheStartPrints() {
    noClasses()
        .that(not(simpleName("SettingsCheck")).and(not(simpleName("Announcement"))))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(Modules.ALL);
  }

  @Test
  void nothingIsDeserialised() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ObjectInputStream.class, jakarta.jms.ObjectMessage.class)
        .check(Modules.ALL);
  }

  @Test
  void logsGoThroughTheSystemLogger() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..")
        .check(Modules.EJB);
  }

  @Test
  void publicClassesAreFinalUnlessTheContainerExtendsThem() {
    classes()
        .that()
        .resideInAnyPackage("org.waypost.api..")
        .and()
        .areNotInterfaces()
        .and()
        // Nobody extends those, and the compiler does not say final.
        .areNotAnonymousClasses()
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .and()
        // The compiler's table for a switch over an enum.
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(Modules.API);
  }
}
