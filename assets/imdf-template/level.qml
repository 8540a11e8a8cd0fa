<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Fields|Forms">
 <fieldConfiguration>
  <field name="outdoor" configurationFlags="None"><editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="" type="QString" value=""/></Option><Option type="Map"><Option name="室外 true" type="QString" value="true"/></Option></Option></Option></config></editWidget></field>
 </fieldConfiguration>
 <defaults><default field="id" expression="uuid('WithoutBraces')" applyOnUpdate="0"/></defaults>
</qgis>
