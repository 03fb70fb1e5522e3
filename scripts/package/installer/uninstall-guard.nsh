; Refuses to uninstall while the till has facts that are nowhere else; see guard.sh, which says the same on Linux.
!macro customUnInit
  ${if} ${FileExists} "$PROFILE\.fastops\till\unsynced"
    ${ifNot} ${isUpdated}
      MessageBox MB_OK|MB_ICONSTOP "Hay ventas que solo están en este equipo. Conéctelo a internet hasta que todo esté en la nube, o en la caja elija «Exportar y continuar» y guarde la copia en otro lugar."
      SetErrorLevel 2
      Quit
    ${endIf}
  ${endIf}
!macroend
