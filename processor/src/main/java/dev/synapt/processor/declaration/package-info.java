/**
 * What the user wrote, copied into records with the places it stands at; nothing is judged or
 * filled in here.
 */
package dev.synapt.processor.declaration;
